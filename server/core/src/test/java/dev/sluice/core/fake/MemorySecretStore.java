package dev.sluice.core.fake;

import dev.sluice.core.secret.SecretRecord;
import dev.sluice.core.secret.SecretStore;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The port in memory. Thread-safe. */
public final class MemorySecretStore implements SecretStore {
  private final TreeMap<String, SecretRecord> secrets = new TreeMap<>();

  @Override
  public synchronized Optional<SecretRecord> find(String namespace, String name) {
    return Optional.ofNullable(secrets.get(namespace + "/" + name));
  }

  @Override
  public synchronized List<SecretRecord> list(String namespace) {
    return secrets.values().stream().filter(s -> s.namespace().equals(namespace)).toList();
  }

  @Override
  public synchronized List<SecretRecord> listNotSealedWith(String keyId) {
    return secrets.values().stream().filter(s -> !s.sealed().keyId().equals(keyId)).toList();
  }

  @Override
  public synchronized boolean save(SecretRecord secret) {
    long stored = find(secret.namespace(), secret.name()).map(SecretRecord::revision).orElse(0L);
    if (stored != secret.revision() - 1) {
      return false;
    }
    put(secret);
    return true;
  }

  @Override
  public synchronized boolean reseal(SecretRecord secret) {
    put(secret);
    return true;
  }

  /** Puts whatever it is. */
  public synchronized void put(SecretRecord secret) {
    secrets.put(secret.namespace() + "/" + secret.name(), secret);
  }

  @Override
  public synchronized boolean delete(String namespace, String name) {
    return secrets.remove(namespace + "/" + name) != null;
  }
}

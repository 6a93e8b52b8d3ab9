package dev.sluice.core.fake;

import dev.sluice.core.access.KeyRecord;
import dev.sluice.core.access.KeyStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The port in memory. Thread-safe. */
public final class MemoryKeyStore implements KeyStore {
  private final TreeMap<String, KeyRecord> keys = new TreeMap<>();

  @Override
  public synchronized boolean insert(KeyRecord key) {
    if (find(key.namespace(), key.name()).isPresent()) {
      return false;
    }
    keys.put(key.id(), key);
    return true;
  }

  private Optional<KeyRecord> find(String namespace, String name) {
    return keys.values().stream()
        .filter(key -> key.namespace().equals(namespace) && key.name().equals(name))
        .findFirst();
  }

  @Override
  public synchronized Optional<KeyRecord> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized List<KeyRecord> list(String namespace) {
    return keys.values().stream()
        .filter(key -> key.namespace().equals(namespace))
        .sorted(Comparator.comparing(KeyRecord::name))
        .toList();
  }

  @Override
  public synchronized Optional<String> delete(String namespace, String name) {
    Optional<KeyRecord> key = find(namespace, name);
    key.ifPresent(one -> keys.remove(one.id()));
    return key.map(KeyRecord::id);
  }
}

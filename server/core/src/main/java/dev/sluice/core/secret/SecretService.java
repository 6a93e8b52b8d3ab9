package dev.sluice.core.secret;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of namespaces: written by callers, read by nothing but starting instances. Thread-safe.
 */
public final class SecretService {
  private static final int MAX_CHARS = 64 << 10;

  private final SecretStore store;
  private final Seal seal;
  private final BiPredicate<String, String> inUse;
  private final Clock clock;
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Works on these.
   *
   * @param inUse whether a function or a source of a namespace names a secret
   */
  public SecretService(
      SecretStore store, Seal seal, BiPredicate<String, String> inUse, Clock clock) {
    this.store = store;
    this.seal = seal;
    this.inUse = inUse;
    this.clock = clock;
  }

  /**
   * Seals what another key has sealed with the current one.
   *
   * @return how many
   * @throws IllegalStateException when a key is missing that is needed
   */
  public int reseal() {
    int count = 0;
    for (SecretRecord old : store.listNotSealedWith(seal.currentKey())) {
      if (!seal.opens(old.sealed().keyId())) {
        throw new IllegalStateException(
            "the secret '"
                + old.name()
                + "' of the namespace '"
                + old.namespace()
                + "' was sealed"
                + " with the key "
                + old.sealed().keyId()
                + ", which is not among those given");
      }
      String place = place(old.namespace(), old.name());
      SecretRecord anew =
          new SecretRecord(
              old.namespace(),
              old.name(),
              seal.seal(place, seal.open(place, old.sealed())),
              old.createdAt(),
              old.modifiedAt(),
              old.revision());
      count += store.reseal(anew) ? 1 : 0;
    }
    return count;
  }

  /** Adds one who is told the namespace and name of every secret that got another value. */
  public void onChange(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  /** Gives a secret a value, or another one. */
  public SecretRecord set(String namespace, String name, @Nullable String value) {
    Names.require("secret", name);
    if (value == null || value.isEmpty() || value.indexOf('\0') >= 0) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The secret has no value that is text.",
          "Give value: a string of 1 to " + MAX_CHARS + " characters without NUL.");
    }
    if (value.length() > MAX_CHARS) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "The secret's value has " + value.length() + " characters.",
          "It has at most " + MAX_CHARS + ".");
    }
    while (true) {
      SecretRecord old = store.find(namespace, name).orElse(null);
      Instant now = clock.instant();
      SecretRecord next =
          new SecretRecord(
              namespace,
              name,
              seal.seal(place(namespace, name), value),
              old == null ? now : old.createdAt(),
              now,
              old == null ? 1 : old.revision() + 1);
      if (store.save(next)) {
        listeners.forEach(listener -> listener.accept(namespace, name));
        return next;
      }
    }
  }

  /** All of a namespace in order of their names. */
  public List<SecretRecord> list(String namespace) {
    return store.list(namespace);
  }

  /** The secret of this name. */
  public SecretRecord get(String namespace, String name) {
    return store.find(namespace, name).orElseThrow(() -> missing(name));
  }

  /**
   * Deletes a secret.
   *
   * @throws SluiceException {@code SECRET_IN_USE} while a function, a version or a source names it
   */
  public void delete(String namespace, String name) {
    get(namespace, name);
    if (inUse.test(namespace, name)) {
      throw new SluiceException(
          ErrorCode.SECRET_IN_USE,
          "A function or a source of the namespace uses the secret '" + name + "'.",
          "Change what names it, and delete the versions that do, first.");
    }
    if (!store.delete(namespace, name)) {
      throw missing(name);
    }
  }

  /** Its value, for an instance that starts. */
  public String value(String namespace, String name) {
    return seal.open(place(namespace, name), get(namespace, name).sealed());
  }

  private static String place(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.SECRET_NOT_FOUND,
        "There is no secret '" + Text.shorten(name, 80) + "'.",
        "List the secrets to see their names; 'sluice secret set' makes one.");
  }
}

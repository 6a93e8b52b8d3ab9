package dev.sluice.core.access;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.KeySpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Names;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Access keys of namespaces. A key that was deleted lets nobody in any more. Thread-safe. */
public final class KeyService {
  private final KeyStore store;
  private final Clock clock;
  private final IdSource ids;
  private final Supplier<String> secrets;
  private final ConcurrentHashMap<String, KeyRecord> known = new ConcurrentHashMap<>();

  /**
   * Works on these.
   *
   * @param secrets makes what nobody can guess, of letters, digits, '-' and '_'
   */
  public KeyService(KeyStore store, Clock clock, IdSource ids, Supplier<String> secrets) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.secrets = secrets;
  }

  /**
   * A key that was just made.
   *
   * @param token shown once; it cannot be told from the record
   */
  public record Made(KeyRecord key, String token) {}

  /** Makes a key. */
  public Made create(String namespace, KeySpec spec) {
    String name = Names.require("key", spec.name());
    Set<Scope> scopes = scopes(spec.scopes());
    Instant now = clock.instant();
    Instant end = spec.expiresAt();
    if (end != null && !end.isAfter(now)) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "expiresAt is " + end + ", which is over.",
          "Give a time to come, or none.");
    }
    String id = ids.next();
    String token = Token.of(id, secrets.get());
    KeyRecord key =
        new KeyRecord(
            id,
            namespace,
            name,
            scopes,
            Token.digest(token),
            now,
            end == null ? null : end.truncatedTo(ChronoUnit.MICROS));
    if (!store.insert(key)) {
      throw new SluiceException(
          ErrorCode.KEY_EXISTS,
          "There is a key '" + name + "' already.",
          "Delete that one, or take another name.");
    }
    return new Made(key, token);
  }

  /** All of a namespace in order of their names. */
  public List<KeyRecord> list(String namespace) {
    return store.list(namespace);
  }

  /** The key of this name. */
  public KeyRecord get(String namespace, String name) {
    return store.list(namespace).stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing(name));
  }

  /** Deletes a key. */
  public void delete(String namespace, String name) {
    String id = store.delete(namespace, name).orElseThrow(() -> missing(name));
    known.remove(id);
  }

  /** All keys of a namespace are gone. */
  public void forget(String namespace) {
    known.values().removeIf(key -> key.namespace().equals(namespace));
  }

  /** The key whose token this is and which is valid now, or null. */
  @Nullable KeyRecord valid(String token) {
    String id = Token.id(token);
    if (id == null) {
      return null;
    }
    KeyRecord key = known.computeIfAbsent(id, one -> store.find(one).orElse(null));
    if (key == null || !Token.matches(token, key.digest())) {
      return null;
    }
    Instant end = key.expiresAt();
    return end == null || clock.instant().isBefore(end) ? key : null;
  }

  private static Set<Scope> scopes(@Nullable List<String> given) {
    if (given == null || given.isEmpty()) {
      return EnumSet.allOf(Scope.class);
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : given) {
      scopes.add(
          Arrays.stream(Scope.values())
              .filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(word))
              .findFirst()
              .orElseThrow(
                  () ->
                      new SluiceException(
                          ErrorCode.INVALID_REQUEST,
                          "There is no scope '" + Text.shorten(String.valueOf(word), 80) + "'.",
                          "A key has any of 'invoke', 'read' and 'manage'.")));
    }
    return scopes;
  }

  private static SluiceException missing(String name) {
    return new SluiceException(
        ErrorCode.KEY_NOT_FOUND,
        "There is no key '" + Text.shorten(name, 80) + "'.",
        "List the keys to see their names.");
  }
}

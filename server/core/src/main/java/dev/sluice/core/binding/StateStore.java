package dev.sluice.core.binding;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what functions store by keys. A method that changes something returns once that is on disk.
 * Thread-safe.
 */
public interface StateStore {

  /** What is stored, as JSON. */
  Optional<String> find(String namespace, String store, String key);

  /**
   * Stores something, in place of what was there.
   *
   * @param most how many keys a store may have
   * @return false, with nothing changed, when it would have more
   */
  boolean put(String namespace, String store, String key, String content, Instant now, int most);

  /** Removes it, if it is there. */
  void delete(String namespace, String store, String key);
}

package dev.sluice.core.access;

import java.util.List;
import java.util.Optional;

/**
 * Keeps access keys. A method that changes something returns once the change is on disk; each is
 * one transaction. Thread-safe.
 */
public interface KeyStore {

  /** Adds a key; false when its namespace has one of that name. */
  boolean insert(KeyRecord key);

  /** The key with this id. */
  Optional<KeyRecord> find(String id);

  /** All of a namespace in order of their names. */
  List<KeyRecord> list(String namespace);

  /** Removes a key; its id, or empty when there is none of that name. */
  Optional<String> delete(String namespace, String name);
}

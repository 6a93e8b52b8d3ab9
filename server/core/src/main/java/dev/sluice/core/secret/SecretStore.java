package dev.sluice.core.secret;

import java.util.List;
import java.util.Optional;

/**
 * Keeps secrets as they were sealed. A method that changes something returns once the change is on
 * disk; each is one transaction. Thread-safe.
 */
public interface SecretStore {

  /** The secret of this name. */
  Optional<SecretRecord> find(String namespace, String name);

  /** All of a namespace in order of their names. */
  List<SecretRecord> list(String namespace);

  /** All that are sealed with another key than this one. */
  List<SecretRecord> listNotSealedWith(String keyId);

  /**
   * Adds a secret (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(SecretRecord secret);

  /** Seals a value anew without changing it; false when its revision is another one by now. */
  boolean reseal(SecretRecord secret);

  /** Removes a secret; false when there is none of that name. */
  boolean delete(String namespace, String name);
}

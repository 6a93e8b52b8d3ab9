package dev.sluice.core.association;

import java.util.List;
import java.util.Optional;

/**
 * Keeps associations. A method that changes something returns once the change is on disk; each is
 * one transaction. Thread-safe.
 */
public interface AssociationStore {

  /** The association of this name. */
  Optional<Association> find(String namespace, String name);

  /** All of a namespace in order of their names. */
  List<Association> list(String namespace);

  /** All that are paused. */
  List<Association> paused();

  /**
   * Adds one (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(Association association);

  /** Removes one with all its events that wait; dead letters stay. False when there is none. */
  boolean delete(String namespace, String name);
}

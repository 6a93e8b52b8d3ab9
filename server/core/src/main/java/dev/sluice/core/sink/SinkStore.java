package dev.sluice.core.sink;

import dev.sluice.core.option.Definition;
import java.util.List;
import java.util.Optional;

/** Keeps sinks. A method that changes a sink returns once the change is on disk. Thread-safe. */
public interface SinkStore {

  /** The sink of this name. */
  Optional<Definition> find(String namespace, String name);

  /** All of a namespace in order of their names. */
  List<Definition> list(String namespace);

  /**
   * Adds one (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(Definition sink);

  /** Removes one; false when there is none. */
  boolean delete(Definition sink);
}

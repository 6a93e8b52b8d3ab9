package dev.sluice.core.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps sources, and where they stand. A method that changes a source returns once the change is on
 * disk. Thread-safe.
 */
public interface SourceStore {

  /** The source of this name. */
  Optional<Source> find(String namespace, String name);

  /** All of a namespace in order of their names. */
  List<Source> list(String namespace);

  /** All of all namespaces. */
  List<Source> all();

  /**
   * Adds one (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(Source source);

  /** Removes one and where it stood; false when there is none. */
  boolean delete(Source source);

  /** Where sources stand that remember it, by their ids and what they call it. */
  Map<String, String> positions(String sourceId);

  /**
   * Keeps positions, in one transaction that is on disk when the database next syncs, and not
   * before a later one.
   */
  void remember(List<Position> positions);

  /**
   * Where a source stands.
   *
   * @param key what the source calls it
   * @param value empty where it is forgotten
   */
  record Position(String sourceId, String key, Optional<String> value) {}
}

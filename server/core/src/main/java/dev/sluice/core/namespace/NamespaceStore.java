package dev.sluice.core.namespace;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps namespaces. A method that changes something returns once the change is on disk; each is one
 * transaction. Thread-safe.
 */
public interface NamespaceStore {

  /** The namespace of this name, where it was made. */
  Optional<NamespaceRecord> find(String name);

  /** All that were made, in order of their names. */
  List<NamespaceRecord> list();

  /** Names of all that have functions, keys or secrets, made or not, in order. */
  List<String> inUse();

  /**
   * Adds a namespace (revision 1) or replaces the one whose revision is one lower.
   *
   * @return false when another revision is stored, or none
   */
  boolean save(NamespaceRecord namespace);

  /**
   * Removes a namespace with its keys, its secrets and what its workflows left, unless it has
   * functions, sources, workflows or executions that are not over.
   */
  Deletion delete(String name);

  /**
   * What it has.
   *
   * @param withoutLatestOf a function whose latest code is not counted, or null
   */
  NamespaceUse use(String name, @Nullable String withoutLatestOf);

  /** Whether code with this digest is counted already. */
  boolean hasCode(String name, String digest, @Nullable String withoutLatestOf);

  /** What became of {@link #delete}. */
  enum Deletion {
    DELETED,
    NOT_FOUND,
    NOT_EMPTY
  }
}

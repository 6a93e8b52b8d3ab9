package dev.sluice.core.function;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps functions, versions and aliases. A method that changes something returns once the change is
 * on disk; each is one transaction. Refusals that depend on what is stored are values. Thread-safe.
 */
public interface FunctionStore {

  /** Adds a function; false when its namespace has one of that name. */
  boolean insert(FunctionRecord function);

  /** The function of this name. */
  Optional<FunctionRecord> find(String namespace, String name);

  /** Functions in order of their names. */
  List<FunctionRecord> list(FunctionQuery query);

  /**
   * Replaces a function whose stored revision is {@code changed.revision() - 1}; false when it has
   * another one or is gone.
   */
  boolean update(FunctionRecord changed);

  /**
   * Removes a function with its versions and aliases.
   *
   * @param revision the revision it must have
   * @return false when it has another revision or is gone
   */
  boolean delete(String functionId, long revision);

  /**
   * Adds a version and stores its function's new state, as {@link #update}.
   *
   * @return false, with nothing changed, where update would be false
   */
  boolean publish(FunctionRecord changed, VersionRecord version);

  /** The version with this number. */
  Optional<VersionRecord> findVersion(String functionId, int version);

  /**
   * Versions, newest first.
   *
   * @param before only versions below this number; null from the newest
   */
  List<VersionRecord> listVersions(String functionId, @Nullable Integer before, int limit);

  /** Removes a version unless an alias gives it weight. */
  DeleteVersion deleteVersion(String functionId, int version);

  /**
   * Adds an alias (revision 1) or replaces the one whose revision is one lower, if all versions in
   * its weights exist and no rollout shifts it.
   */
  SaveAlias saveAlias(AliasRecord alias);

  /** The alias of this name. */
  Optional<AliasRecord> findAlias(String functionId, String name);

  /** All aliases of a function in order of their names. */
  List<AliasRecord> listAliases(String functionId);

  /** Removes an alias that no rollout shifts. */
  DeleteAlias deleteAlias(String functionId, String name, long revision);

  /** Functions of all namespaces that keep instances, in latest or in a version with weight. */
  List<FunctionRecord> listKeepingInstances();

  /** Whether latest or a version of some function of a namespace names this secret. */
  boolean usesSecret(String namespace, String secret);

  /** Digests that some function's latest or some version refers to. */
  Set<String> digestsInUse();

  /** What became of {@link #deleteVersion}. */
  enum DeleteVersion {
    DELETED,
    NOT_FOUND,
    IN_USE
  }

  /** What became of {@link #saveAlias}. */
  enum SaveAlias {
    SAVED,
    /** Another revision is stored, or none, or one already. */
    STALE,
    /** A version in the weights does not exist. */
    MISSING_VERSION,
    /** A rollout that is not over shifts it. */
    IN_ROLLOUT
  }

  /** What became of {@link #deleteAlias}. */
  enum DeleteAlias {
    DELETED,
    /** It has another revision or is gone. */
    STALE,
    /** A rollout that is not over shifts it. */
    IN_ROLLOUT
  }
}

package dev.sluice.core.rollout;

import dev.sluice.core.function.AliasRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rollouts with their logs; they go with their function. A method that changes something is
 * one transaction, and returns once it is on disk. Thread-safe.
 */
public interface RolloutStore {
  /** Rollouts of a function that are over and kept; the oldest go first. */
  int KEPT = 100;

  /**
   * Adds a rollout (revision 1) with its first entry, and shifts its alias.
   *
   * @param shifted the alias with the weights of the first step
   */
  Started start(Rollout rollout, LogEntry entry, AliasRecord shifted);

  /**
   * Replaces a rollout whose revision is one lower and which is not over, adds an entry to its log,
   * and shifts its alias: all or nothing.
   *
   * @param shifted the alias with its new weights, or null where they stay
   * @return false, with nothing changed, where rollout or alias have another revision or are gone
   */
  boolean apply(Rollout rollout, LogEntry entry, @Nullable AliasRecord shifted);

  /** Keeps numbers of a rollout that still has this revision. */
  void keep(String id, long revision, Numbers numbers);

  /** The rollout with this id of a function. */
  Optional<Rollout> find(String functionId, String id);

  /** Its log, oldest first. */
  List<LogEntry> log(String id);

  /**
   * Rollouts of a function, newest first.
   *
   * @param before only those with a lower id, or null
   */
  List<Rollout> list(String functionId, @Nullable String before, int limit);

  /** Those of all namespaces that are not over. */
  List<Rollout> active();

  /** What became of {@link #start}. */
  enum Started {
    STARTED,
    /** The alias has another revision, or it or its function is gone. */
    STALE,
    /** The canary does not exist. */
    MISSING_VERSION,
    /** Another rollout shifts the alias. */
    ACTIVE
  }
}

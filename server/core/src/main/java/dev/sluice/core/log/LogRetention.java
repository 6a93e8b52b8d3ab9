package dev.sluice.core.log;

import dev.sluice.core.log.LogRemoval.Owner;
import dev.sluice.core.log.LogRemoval.Removed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Removes lines that are older than they may become, and those that are too many. Thread-safe. */
public final class LogRetention {

  /**
   * How long lines are kept.
   *
   * @param age of the lines of a function that has none of its own
   * @param bytesPerNamespace as {@link LogRemoval#bytes} counts them, where it has none of its own;
   *     the oldest lines go first
   */
  public record Limits(Duration age, long bytesPerNamespace) {}

  /** What functions and namespaces have of their own. Thread-safe. */
  public interface OwnLimits {

    /** How long this function's lines are kept; null where it is not said. */
    @Nullable Duration age(String namespace, String function);

    /** How many bytes this namespace keeps; null where it is not said. */
    @Nullable Long bytes(String namespace);
  }

  private final LogRemoval store;
  private final LogIndex index;
  private final Limits limits;
  private final OwnLimits own;
  private final Clock clock;

  /** Keeps this store and this index within limits. */
  public LogRetention(LogRemoval store, LogIndex index, Limits limits, OwnLimits own, Clock clock) {
    this.store = store;
    this.index = index;
    this.limits = limits;
    this.own = own;
    this.clock = clock;
  }

  /** Removes the lines that are too old; returns how many went. */
  public int removeOld() {
    Instant now = clock.instant();
    int lines = 0;
    for (Owner owner : store.owners()) {
      Duration age = own.age(owner.namespace(), owner.function());
      Removed removed = store.removeOlder(owner, now.minus(age == null ? limits.age() : age));
      lines += removed.lines();
      if (removed.lines() > 0) {
        index.removed(owner.namespace(), owner.function(), removed.upTo());
      }
    }
    return lines;
  }

  /** Removes the oldest lines of namespaces that keep too much; returns how many went. */
  public int removeExcess() {
    int lines = 0;
    for (Map.Entry<String, Long> kept : store.bytes().entrySet()) {
      Long ownMost = own.bytes(kept.getKey());
      long most = ownMost == null ? limits.bytesPerNamespace() : ownMost;
      if (kept.getValue() > most) {
        Removed removed = store.removeOldest(kept.getKey(), most);
        lines += removed.lines();
        if (removed.lines() > 0) {
          index.removed(kept.getKey(), null, removed.upTo());
        }
      }
    }
    return lines;
  }
}

package dev.sluice.core.rollout;

import dev.sluice.api.Culprit;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.stats.Histogram;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts every attempt that goes through an alias in a rollout, whoever asked for it: calls, events
 * of the queue and of streams, retries too. It costs a look into a map where there is no rollout.
 * Thread-safe.
 */
public final class RolloutCounts implements InvocationObserver {
  /** The server's own ends, which say nothing of a version. */
  private static final Set<ErrorCode> NOBODYS =
      EnumSet.of(
          ErrorCode.INVOCATION_INTERRUPTED, ErrorCode.SHUTTING_DOWN, ErrorCode.STORAGE_UNAVAILABLE);

  private final ConcurrentHashMap<Key, Pair> counted = new ConcurrentHashMap<>();

  private record Key(String namespace, String function, String alias) {
    static Key of(Rollout rollout) {
      return new Key(rollout.namespace(), rollout.function(), rollout.alias());
    }
  }

  private record Pair(String id, String stable, String canary, Count stables, Count canaries) {}

  /** Counts for this rollout from now on, on top of its stored numbers. */
  void begin(Rollout rollout) {
    counted.put(
        Key.of(rollout),
        new Pair(
            rollout.id(),
            Integer.toString(rollout.stable()),
            Integer.toString(rollout.canary()),
            new Count(rollout.numbers().stable()),
            new Count(rollout.numbers().canary())));
  }

  /** Counts no more for this rollout. */
  void end(Rollout rollout) {
    Pair unused =
        counted.computeIfPresent(
            Key.of(rollout), (key, pair) -> pair.id().equals(rollout.id()) ? null : pair);
  }

  /** What was counted since the step began; the stored numbers where it is not counted. */
  Numbers numbers(Rollout rollout) {
    Pair pair = counted.get(Key.of(rollout));
    return pair == null || !pair.id().equals(rollout.id())
        ? rollout.numbers()
        : new Numbers(pair.stables().side(), pair.canaries().side());
  }

  @Override
  public void ended(InvocationRecord done) {
    if (counted.isEmpty()) {
      return;
    }
    Pair pair = counted.get(new Key(done.namespace(), done.function(), done.qualifier()));
    if (pair == null || !isCounted(done)) {
      return;
    }
    if (done.version().equals(pair.canary())) {
      pair.canaries().add(done);
    } else if (done.version().equals(pair.stable())) {
      pair.stables().add(done);
    }
  }

  private static boolean isCounted(InvocationRecord done) {
    Failure failure = done.failure();
    return done.status() != Status.CANCELLED
        && (failure == null
            || (failure.code().culprit() != Culprit.CALLER && !NOBODYS.contains(failure.code())));
  }

  /** They never reached a version. */
  @Override
  public void refused(InvokeCommand command, String version, ErrorCode code) {}

  private static final class Count {
    private final Histogram durations;
    private long invocations;
    private long errors;

    Count(Side begun) {
      durations = begun.histogram();
      invocations = begun.invocations();
      errors = begun.errors();
    }

    synchronized void add(InvocationRecord done) {
      invocations++;
      errors += done.failure() == null ? 0 : 1;
      durations.add(done.duration());
    }

    synchronized Side side() {
      return new Side(invocations, errors, durations.text());
    }
  }
}

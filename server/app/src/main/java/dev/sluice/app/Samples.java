package dev.sluice.app;

import dev.sluice.core.FunctionName;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.stats.Sample;
import dev.sluice.core.stats.StatsService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at what waits for functions and at the instances they have, for the numbers over time.
 * Confined to the thread that calls it.
 *
 * @param stats keeps it
 */
record Samples(InstancePool pool, EventQueue queue, StatsService stats, Clock clock) {
  private static final Sample ONE_INSTANCE = new Sample(0, Duration.ZERO, 1);

  /** Looks once. */
  void take() {
    Map<FunctionName, Sample> now = new HashMap<>();
    for (InstanceKey key : pool.roster().keys()) {
      add(now, key.namespace(), key.function(), ONE_INSTANCE);
    }
    queue
        .backlogs(null)
        .forEach(
            (name, backlog) -> {
              if (name.sink() == null && name.workflow() == null) {
                add(now, name.namespace(), name.function(), waiting(backlog));
              }
            });
    now.values().removeIf(Sample.NONE::equals);
    stats.sample(now);
  }

  private Sample waiting(Backlog backlog) {
    Instant oldest = backlog.oldest();
    Duration delay = oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant());
    return new Sample(backlog.waiting(), delay.isNegative() ? Duration.ZERO : delay, 0);
  }

  private static void add(
      Map<FunctionName, Sample> now, String namespace, String function, Sample some) {
    now.merge(new FunctionName(namespace, function), some, Sample::plus);
  }
}

package dev.sluice.core.stats;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvokeCommand;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls that were turned away; they leave no record, and a flood of them must cost little.
 * The last second of them is lost when the server is killed. Thread-safe.
 */
public final class Throttles implements InvocationObserver {
  private static final Logger LOG = LoggerFactory.getLogger(Throttles.class);
  private static final int MOST_KEYS = 10_000;

  private final StatsStore store;
  private final Clock clock;
  private final ConcurrentHashMap<StatsKey, Long> counts = new ConcurrentHashMap<>();

  public Throttles(StatsStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Its record is counted where it is stored. */
  @Override
  public void ended(InvocationRecord invocation) {}

  @Override
  public void refused(InvokeCommand command, String version, ErrorCode code) {
    if (counts.size() < MOST_KEYS) {
      counts.merge(
          new StatsKey(
              command.namespace(),
              command.function(),
              version,
              command.qualifier(),
              StatsKey.minute(clock.instant())),
          1L,
          Long::sum);
    }
  }

  /** Stores what was counted; to be called every second or so. */
  public void flush() {
    Map<StatsKey, Long> taken = new HashMap<>();
    for (StatsKey key : counts.keySet()) {
      Long count = counts.remove(key);
      if (count != null) {
        taken.put(key, count);
      }
    }
    if (taken.isEmpty()) {
      return;
    }
    try {
      store.addThrottled(taken);
    } catch (RuntimeException e) {
      LOG.warn("Calls that were turned away could not be counted; trying again.", e);
      taken.forEach((key, count) -> counts.merge(key, count, Long::sum));
    }
  }
}

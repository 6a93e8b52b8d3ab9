package dev.sluice.benchmark.stats;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Request;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationRecord.Usage;
import dev.sluice.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Calls as services get them, some in each minute, the same in each run. Not thread-safe. */
public final class SampleCalls {
  public static final int FUNCTIONS = 2;

  /** Of each function. */
  private static final int A_MINUTE = 4;

  private static final int BATCH = 2_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Request REQUEST = new Request(79, "application/json", null, null);

  private final SplittableRandom random = new SplittableRandom(42);
  private long id;

  /** The name of a function. */
  public static String function(int number) {
    return "stats-" + number;
  }

  /** Stores those of a time as the server's journal does; returns how many. */
  public long store(Database database, Instant from, Instant until) {
    List<InvocationRecord> batch = new ArrayList<>(BATCH);
    for (Instant minute = from; minute.isBefore(until); minute = minute.plus(MINUTE)) {
      for (int i = 0; i < FUNCTIONS * A_MINUTE; i++) {
        batch.add(call(function(i % FUNCTIONS), minute));
      }
      if (batch.size() + FUNCTIONS * A_MINUTE > BATCH) {
        database.invocations().append(batch, List.of());
        batch.clear();
      }
    }
    database.invocations().append(batch, List.of());
    return id;
  }

  private InvocationRecord call(String function, Instant minute) {
    id++;
    boolean cold = random.nextInt(50) == 0;
    // Most are short, few are long.
    double millis = Math.exp(random.nextDouble(6));
    Duration handler = Duration.ofNanos((long) (millis * 1e6));
    Phases phases = new Phases(handler.dividedBy(10), Duration.ZERO, Duration.ZERO, handler);
    return new InvocationRecord(
        "bench-%012d".formatted(id),
        "default",
        function,
        random.nextInt(10) == 0 ? "2" : "1",
        "live",
        RoutedBy.WEIGHT,
        "http",
        Status.SUCCEEDED,
        cold,
        minute.plusMillis(random.nextInt(60_000)),
        handler.plus(phases.queue()),
        phases,
        new Usage(handler.dividedBy(2), 30 << 20, (long) (128 * millis)),
        REQUEST,
        79,
        null,
        null,
        null,
        Map.of(),
        null,
        null);
  }
}

package dev.sluice.benchmark.logs;

import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lines as services write them, 30 to 200 chars, the same in each run: of {@link #FUNCTIONS}
 * functions, seven to an invocation, spread over a day. Not thread-safe.
 */
public final class SampleLines {
  public static final int FUNCTIONS = 8;

  private static final Duration SPAN = Duration.ofHours(24);
  private static final String[] PATHS = {
    "orders", "users", "invoices", "search", "health", "carts"
  };

  private final SplittableRandom random = new SplittableRandom(42);
  private final Instant start;
  private final int all;
  private long id;

  /**
   * So many lines.
   *
   * @param end when the last is written
   */
  public SampleLines(int all, Instant end) {
    this.all = all;
    this.start = end.minus(SPAN);
  }

  /** The name of a function. */
  public static String function(int number) {
    return "logs-" + number;
  }

  static String invocation(long id) {
    return "bench" + id / 7;
  }

  /** When a share of the lines was written. */
  public Instant time(double share) {
    return start.plusNanos((long) (SPAN.toNanos() * share));
  }

  /** The next ones. */
  List<LogRecord> next(int count) {
    List<LogRecord> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      id++;
      int kind = random.nextInt(100);
      lines.add(
          new LogRecord(
              id,
              "default",
              function((int) (id / 7 % FUNCTIONS)),
              "1",
              invocation(id),
              time((double) id / all),
              kind < 10 ? Stream.STDERR : Stream.STDOUT,
              level(kind),
              text(kind)));
    }
    return lines;
  }

  private static Level level(int kind) {
    return kind < 2 ? Level.ERROR : kind < 10 ? Level.WARN : kind < 20 ? Level.DEBUG : Level.INFO;
  }

  private String text(int kind) {
    String path = PATHS[random.nextInt(PATHS.length)];
    int number = random.nextInt(1_000_000);
    if (kind < 2) {
      return "java.sql.SQLTransientConnectionException: pool-"
          + number % 7
          + " - Connection is not available, request timed out after 30000ms at Orders.load:"
          + number;
    }
    if (kind < 10) {
      return "slow answer from db-"
          + number % 40
          + ".internal: "
          + number % 9_000
          + " ms for /api/"
          + path
          + "/"
          + number;
    }
    if (kind < 20) {
      return "cache miss key=" + path + ":" + Long.toHexString(random.nextLong());
    }
    return "request id="
        + Long.toHexString(random.nextLong())
        + " method=GET path=/api/v1/"
        + path
        + "/"
        + number
        + " user=customer"
        + number % 50_000
        + "@example.org status=200 bytes="
        + random.nextInt(90_000)
        + " took="
        + random.nextInt(400)
        + "ms";
  }
}

package dev.sluice.store.invocation;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Async;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Request;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationRecord.Usage;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records to store. */
final class Records {
  private Records() {}

  /** One that went well. */
  static InvocationRecord invocation(String namespace, String function, String id, Instant at) {
    return invocation(namespace, function, id, at, Status.SUCCEEDED, true, null);
  }

  static InvocationRecord invocation(
      String namespace,
      String function,
      String id,
      Instant at,
      Status status,
      @Nullable Boolean cold,
      @Nullable Failure failure) {
    return new InvocationRecord(
        id,
        namespace,
        function,
        "3",
        "live",
        RoutedBy.WEIGHT,
        "http",
        status,
        cold,
        at,
        Duration.ofNanos(1_234_567),
        new Phases(
            Duration.ofNanos(1),
            Duration.ofMillis(2),
            Duration.ofSeconds(3),
            Duration.ofMinutes(4)),
        cold == null ? null : new Usage(Duration.ofNanos(1_500_001), 5_000_000_000L, 1_234),
        new Request(17, "application/json", "an id", null),
        status == Status.SUCCEEDED ? 4_000_000_000L : -1,
        status == Status.SUCCEEDED ? "ab".repeat(32) : null,
        "the one before",
        "0af7651916cd43dd8448eb211c80319c",
        status == Status.FAILED ? Map.of() : Map.of("orders", 3L, "eur", 1L << 53),
        status == Status.TIMED_OUT ? null : new Async(3, Duration.ofNanos(77), null),
        failure);
  }

  static LogRecord line(
      long id, String namespace, String function, String invocation, Instant at, String text) {
    return line(id, namespace, function, invocation, at, Level.INFO, text);
  }

  static LogRecord line(
      long id,
      String namespace,
      String function,
      String invocation,
      Instant at,
      Level level,
      String text) {
    return new LogRecord(
        id, namespace, function, "latest", invocation, at, Stream.STDERR, level, text);
  }
}

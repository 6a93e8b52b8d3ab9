package dev.sluice.app.http;

import dev.sluice.api.FunctionError;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.LogLine;
import dev.sluice.api.LogOwner;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.LogRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Invocations and log lines as the wire shows them. */
final class InvocationWire {
  private InvocationWire() {}

  static InvocationInfo invocation(InvocationRecord done) {
    Boolean cold = done.cold();
    InvocationRecord.Phases phases = done.phases();
    InvocationRecord.Async async = done.async();
    boolean ran = done.status() != Status.QUEUED && done.status() != Status.RUNNING;
    return new InvocationInfo(
        done.id(),
        done.namespace(),
        done.function(),
        done.version(),
        done.qualifier(),
        word(done.routedBy()),
        done.trigger(),
        word(done.status()),
        cold == null ? null : start(cold),
        done.createdAt(),
        ran ? millis(done.duration()) : null,
        ran ? phases(phases) : null,
        usage(done.usage()),
        done.request().bytes(),
        done.resultBytes() < 0 ? null : done.resultBytes(),
        done.resultDigest(),
        done.request().eventId(),
        done.replayOf(),
        done.traceId(),
        done.counts().isEmpty() ? null : new TreeMap<>(done.counts()),
        async == null ? null : async.attempts(),
        async == null ? null : millis(async.delay()),
        error(done.failure()));
  }

  private static InvocationInfo.Phases phases(InvocationRecord.Phases phases) {
    return new InvocationInfo.Phases(
        millis(phases.queue()),
        millis(phases.sandbox()),
        millis(phases.load()),
        millis(phases.handler()),
        phases.bindings().isZero() ? null : (Double) millis(phases.bindings()));
  }

  private static InvocationInfo.@Nullable Usage usage(InvocationRecord.@Nullable Usage used) {
    return used == null
        ? null
        : new InvocationInfo.Usage(
            millis(used.processor()), used.peakMemoryBytes(), used.mebibyteMillis() / 1e3);
  }

  static LogLine line(LogRecord line) {
    LogOwner owner = LogOwner.parse(line.owner());
    boolean workflow = owner.kind() == LogOwner.Kind.WORKFLOW;
    return new LogLine(
        line.id(),
        owner.kind() == LogOwner.Kind.FUNCTION ? owner.name() : null,
        workflow ? owner.name() : null,
        owner.kind() == LogOwner.Kind.SOURCE ? owner.name() : null,
        line.version(),
        workflow ? "" : line.invocation(),
        workflow && !line.invocation().isEmpty() ? line.invocation() : null,
        line.time(),
        word(line.stream()),
        word(line.level()),
        line.text());
  }

  static @Nullable FunctionError error(InvocationRecord.@Nullable Failure failure) {
    return failure == null
        ? null
        : new FunctionError(
            failure.code().code(),
            failure.type(),
            failure.message(),
            failure.stack().isEmpty() ? null : failure.stack());
  }

  static String start(boolean cold) {
    return cold ? "cold" : "warm";
  }

  /** An enum constant as the wire writes it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Milliseconds with three decimals. */
  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}

package dev.sluice.app.metrics;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.access.Caller;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.invocation.pool.PoolStats;
import dev.sluice.core.job.Job;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.State;
import dev.sluice.spi.sandbox.EndReason;
import dev.sluice.spi.sandbox.SandboxProvider;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The server's numbers for whoever watches it. None of them names a namespace or a function, since
 * they are shown without a token, but for what functions count, which needs one. What an invocation
 * pays for them is six additions. Thread-safe.
 */
public final class ServerMetrics implements InvocationObserver {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  /** From 8 MiB to 8 GiB. */
  private static final double[] BYTES =
      IntStream.rangeClosed(23, 33).mapToDouble(power -> Math.pow(2, power)).toArray();

  /** Of a byte and a second, in the record's unit. */
  private static final double BYTE_SECONDS = (1 << 20) / 1e3;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Map<Status, CounterDataPoint> ended = new EnumMap<>(Status.class);
  private final Counter refused;
  private final DistributionDataPoint cold;
  private final DistributionDataPoint warm;
  private final Counter processor;
  private final Counter memory;
  private final Histogram peaks;
  private final FunctionCounters functions = new FunctionCounters();

  /**
   * Watches these.
   *
   * @param memoryLimit bytes that instances and waiting hosts together may use
   */
  public ServerMetrics(InstancePool pool, SandboxProvider sandbox, long memoryLimit) {
    Counter invocations =
        Counter.builder()
            .name("sluice_invocations_total")
            .help("Invocations that ended, by status.")
            .labelNames("status")
            .withoutExemplars()
            .register(registry);
    for (Status status : EnumSet.complementOf(EnumSet.of(Status.QUEUED, Status.RUNNING))) {
      ended.put(status, invocations.labelValues(word(status)));
    }
    refused =
        Counter.builder()
            .name("sluice_invocations_refused_total")
            .help("Calls that found no instance, by error code.")
            .labelNames("code")
            .withoutExemplars()
            .register(registry);
    refused.initLabelValues(ErrorCode.CAPACITY_EXCEEDED.code());
    refused.initLabelValues(ErrorCode.CAPACITY_TIMED_OUT.code());
    Histogram durations =
        Histogram.builder()
            .name("sluice_invocation_duration_seconds")
            .help("Time from taking a call to its outcome, by how its instance was found.")
            .unit(Unit.SECONDS)
            .labelNames("start")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .withoutExemplars()
            .register(registry);
    cold = durations.labelValues("cold");
    warm = durations.labelValues("warm");
    processor =
        Counter.builder()
            .name("sluice_invocation_cpu_seconds_total")
            .help("Time on processors that calls used.")
            .unit(Unit.SECONDS)
            .withoutExemplars()
            .register(registry);
    memory =
        Counter.builder()
            .name("sluice_invocation_memory_byte_seconds_total")
            .help("Memory of the definition times the duration of calls.")
            .withoutExemplars()
            .register(registry);
    peaks =
        Histogram.builder()
            .name("sluice_invocation_peak_memory_bytes")
            .help("The most memory that a call used at one time.")
            .unit(Unit.BYTES)
            .classicOnly()
            .classicUpperBounds(BYTES)
            .withoutExemplars()
            .register(registry);
    watch(pool);
    watch(sandbox, memoryLimit);
  }

  private void watch(InstancePool pool) {
    GaugeWithCallback.builder()
        .name("sluice_instances")
        .help("Instances that live, by what they do.")
        .labelNames("state")
        .callback(
            gauge -> {
              PoolStats stats = pool.stats();
              gauge.call(stats.idle(), "idle");
              gauge.call(stats.busy(), "busy");
              gauge.call(stats.starting(), "starting");
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("sluice_calls_waiting")
        .help("Calls that wait for an instance.")
        .callback(gauge -> gauge.call(pool.stats().waiting()))
        .register(registry);
  }

  /** Shows what waits in queues, all namespaces together. */
  public void watch(Function<@Nullable String, Map<QueueName, Backlog>> backlogs) {
    GaugeWithCallback.builder()
        .name("sluice_queue_events")
        .help("Events that nobody waits for, by what they do.")
        .labelNames("state")
        .callback(
            gauge -> {
              Collection<Backlog> all = backlogs.apply(null).values();
              gauge.call((double) all.stream().mapToLong(Backlog::waiting).sum(), "waiting");
              gauge.call((double) all.stream().mapToLong(Backlog::dead).sum(), "dead");
            })
        .register(registry);
  }

  /** Shows jobs that are not over, all namespaces together. */
  public void watchJobs(Supplier<Map<Job.State, Long>> counts) {
    GaugeWithCallback.builder()
        .name("sluice_jobs")
        .help("Batch jobs that are not over, by how they stand.")
        .labelNames("state")
        .callback(
            gauge -> {
              Map<Job.State, Long> now = counts.get();
              for (Job.State state : Job.State.values()) {
                if (!state.isOver()) {
                  gauge.call((double) now.getOrDefault(state, 0L), word(state));
                }
              }
            })
        .register(registry);
  }

  /** Shows rollouts that are not over, all namespaces together. */
  public void watchRollouts(Supplier<List<Rollout>> active) {
    GaugeWithCallback.builder()
        .name("sluice_rollouts")
        .help("Rollouts that are not over, by how they stand.")
        .labelNames("state")
        .callback(
            gauge -> {
              List<Rollout> now = active.get();
              for (State state : State.values()) {
                if (!state.isOver()) {
                  long count = now.stream().filter(one -> one.state() == state).count();
                  gauge.call((double) count, word(state));
                }
              }
            })
        .register(registry);
  }

  private void watch(SandboxProvider sandbox, long memoryLimit) {
    GaugeWithCallback.builder()
        .name("sluice_waiting_hosts")
        .help("Language hosts that wait for code.")
        .callback(gauge -> gauge.call(sandbox.stats().waitingHosts()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("sluice_instances_memory_bytes")
        .help("Memory that instances and waiting hosts use together.")
        .unit(Unit.BYTES)
        .callback(gauge -> gauge.call((double) sandbox.stats().memoryBytes()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("sluice_instances_memory_limit_bytes")
        .help("Memory that they may use together.")
        .unit(Unit.BYTES)
        .callback(gauge -> gauge.call((double) memoryLimit))
        .register(registry);
    CounterWithCallback.builder()
        .name("sluice_instances_ended_total")
        .help("Instances that were ended, by reason.")
        .labelNames("reason")
        .callback(
            counter -> {
              Map<EndReason, Long> ends = sandbox.stats().ended();
              for (EndReason reason : EndReason.values()) {
                counter.call((double) ends.getOrDefault(reason, 0L), word(reason));
              }
            })
        .register(registry);
  }

  @Override
  public void ended(InvocationRecord invocation) {
    functions.add(invocation);
    Objects.requireNonNull(ended.get(invocation.status())).inc();
    Boolean started = invocation.cold();
    if (started != null) {
      (started ? cold : warm).observe(invocation.duration().toNanos() / 1e9);
    }
    InvocationRecord.Usage usage = invocation.usage();
    if (usage != null) {
      processor.inc(usage.processor().toNanos() / 1e9);
      memory.inc((double) usage.mebibyteMillis() * BYTE_SECONDS);
      peaks.observe((double) usage.peakMemoryBytes());
    }
  }

  @Override
  public void refused(InvokeCommand command, String version, ErrorCode code) {
    refused.labelValues(code.code()).inc();
  }

  /** What functions count. */
  public FunctionCounters functions() {
    return functions;
  }

  /**
   * All numbers as they are now, in the text format 0.0.4 of Prometheus.
   *
   * @param caller sees what functions counted: of its namespace, or of all for the admin; null for
   *     one without a token
   */
  public byte[] text(@Nullable Caller caller) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
      if (caller != null) {
        Predicate<String> seen = of -> caller.admin() || of.equals(caller.namespace());
        writer.write(out, MetricSnapshots.of(functions.snapshot(seen)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.sluice.studio.core.stats;

import dev.sluice.api.InvocationInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of the last minutes, counted in short steps as they end: the server's own numbers
 * have no step below a minute. Not thread-safe.
 */
final class LiveWindow {
  /** Invocations kept; with more of them the window begins later. */
  private static final int MOST = 200_000;

  private static final Duration STEP = Duration.ofSeconds(5);

  private final Duration length;
  private final Deque<Call> calls = new ArrayDeque<>();

  /** What is kept of an invocation. */
  record Call(
      long endedAt,
      String version,
      String qualifier,
      @Nullable String error,
      boolean replay,
      boolean cold,
      double durationMs,
      double queueMs,
      double cpuMs,
      long memory,
      double mibSeconds) {}

  LiveWindow(Duration length) {
    this.length = length;
  }

  /** Forgets all. */
  void clear() {
    calls.clear();
  }

  /** Counts an invocation; one that has not ended is not counted. */
  void add(InvocationInfo info) {
    Double duration = info.durationMs();
    if (duration == null) {
      return;
    }
    boolean failed = !"succeeded".equals(info.status());
    String error = info.error() == null ? info.status() : info.error().code();
    InvocationInfo.Usage usage = info.usage();
    calls.addLast(
        new Call(
            info.createdAt().toEpochMilli() + Math.round(duration),
            info.version(),
            info.qualifier(),
            failed ? error : null,
            info.replayOf() != null,
            "cold".equals(info.start()),
            duration,
            info.phases() == null ? 0 : info.phases().queue(),
            usage == null ? 0 : usage.cpuMs(),
            usage == null ? 0 : usage.peakMemoryBytes(),
            usage == null ? 0 : usage.mibSeconds()));
    if (calls.size() > MOST) {
      calls.removeFirst();
    }
  }

  /** What the window that ends now holds: to be counted elsewhere, as it may be much. */
  Snapshot at(Instant now) {
    long step = STEP.toMillis();
    long end = Math.floorDiv(now.toEpochMilli(), step) * step + step;
    long begin = end - length.toMillis();
    calls.removeIf(call -> call.endedAt() < begin);
    return new Snapshot(List.copyOf(calls), begin, end);
  }

  /** What a window held at one time. Immutable: any thread may count it. */
  record Snapshot(List<Call> calls, long begin, long end) {
    /** The numbers, in the form of the server's. */
    StatsInfo read(String function, Grouping by) {
      return LiveWindow.read(calls, begin, end, function, by);
    }
  }

  private static StatsInfo read(
      List<Call> calls, long begin, long end, String function, Grouping by) {
    int steps = (int) ((end - begin) / STEP.toMillis());
    List<StatsInfo.Series> series = new ArrayList<>();
    series.add(series(null, calls, begin, steps));
    SortedMap<String, List<Call>> groups = new TreeMap<>();
    Function<Call, @Nullable String> name =
        call ->
            switch (by) {
              case NOTHING -> null;
              case VERSION -> call.version();
              case ALIAS -> call.qualifier();
            };
    for (Call call : calls) {
      String group = name.apply(call);
      if (group != null) {
        groups.computeIfAbsent(group, none -> new ArrayList<>()).add(call);
      }
    }
    groups.forEach((group, its) -> series.add(series(group, its, begin, steps)));
    return new StatsInfo(
        function, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end), STEP.toSeconds(), series);
  }

  private static StatsInfo.Series series(
      @Nullable String name, Iterable<Call> calls, long begin, int steps) {
    List<List<Call>> buckets = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      buckets.add(new ArrayList<>());
    }
    List<Call> all = new ArrayList<>();
    for (Call call : calls) {
      int index = (int) ((call.endedAt() - begin) / STEP.toMillis());
      if (index >= 0) {
        // One that ended by the server's clock after now by ours belongs to the last step.
        buckets.get(Math.min(index, steps - 1)).add(call);
        all.add(call);
      }
    }
    List<StatsInfo.Step> made = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Instant at = Instant.ofEpochMilli(begin + i * STEP.toMillis());
      made.add(new StatsInfo.Step(at, numbers(buckets.get(i), STEP)));
    }
    return new StatsInfo.Series(name, numbers(all, STEP.multipliedBy(steps)), made);
  }

  private static Numbers numbers(List<Call> calls, Duration time) {
    Map<String, Long> errors = new TreeMap<>();
    long failed = 0;
    long cold = 0;
    long replays = 0;
    long memory = 0;
    double cpu = 0;
    double busy = 0;
    double mibSeconds = 0;
    for (Call call : calls) {
      String error = call.error();
      if (error != null) {
        failed++;
        errors.merge(error, 1L, Long::sum);
      }
      cold += call.cold() ? 1 : 0;
      replays += call.replay() ? 1 : 0;
      memory = Math.max(memory, call.memory());
      cpu += call.cpuMs();
      busy += call.durationMs();
      mibSeconds += call.mibSeconds();
    }
    double[] durations = calls.stream().mapToDouble(Call::durationMs).sorted().toArray();
    double[] queues = calls.stream().mapToDouble(Call::queueMs).sorted().toArray();
    return new Numbers(
        calls.size(),
        failed,
        errors,
        0,
        replays,
        calls.isEmpty() ? 0 : (double) cold / calls.size(),
        percentile(durations, 0.5),
        percentile(durations, 0.9),
        percentile(durations, 0.99),
        percentile(queues, 0.5),
        percentile(queues, 0.99),
        busy / time.toMillis(),
        cpu,
        memory,
        mibSeconds);
  }

  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}

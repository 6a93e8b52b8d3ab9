package dev.sluice.studio.core.stats;

import dev.sluice.api.InstanceInfo;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.StatsInfo;
import dev.sluice.api.StatsInfo.Numbers;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private final Deque<Seen> seen = new ArrayDeque<>();

  /** What is kept of an invocation. */
  record Call(
      long endedAt,
      String function,
      String version,
      String qualifier,
      @Nullable String error,
      boolean replay,
      int retries,
      boolean cold,
      double durationMs,
      double queueMs,
      double cpuMs,
      long memory,
      double mibSeconds) {

    /** What it is told apart by; null for nothing. */
    @Nullable String group(Grouping by) {
      return switch (by) {
        case NOTHING -> null;
        case VERSION -> version;
        case ALIAS -> qualifier;
        case FUNCTION -> function;
      };
    }
  }

  /**
   * What waited at one time, and the instances there were, by function.
   *
   * @param at milliseconds of the epoch
   */
  record Seen(long at, Map<String, Held> held) {

    /** Asks the server. */
    static Seen now(SluiceClient client, List<String> functions, long at) throws IOException {
      String only = functions.size() == 1 ? functions.get(0) : null;
      Map<String, Held> held = new TreeMap<>();
      functions.forEach(function -> held.put(function, Held.NOTHING));
      for (QueueInfo queue : client.queue().queues(only)) {
        double delay = queue.delayMs() == null ? 0 : queue.delayMs();
        Held its = new Held(queue.waiting(), delay, 0);
        held.computeIfPresent(queue.function(), (name, before) -> before.plus(its));
      }
      for (InstanceInfo instance : client.instances().list(only).items()) {
        held.computeIfPresent(instance.function(), (name, before) -> before.plus(Held.INSTANCE));
      }
      return new Seen(at, held);
    }

    /** Of one function, or of all together. */
    Held of(@Nullable String function) {
      return function == null
          ? held.values().stream().reduce(Held.NOTHING, Held::plus)
          : held.getOrDefault(function, Held.NOTHING);
    }
  }

  /** What waited for a function, how long the oldest had, and its instances. */
  record Held(long backlog, double delayMs, int instances) {
    static final Held NOTHING = new Held(0, 0, 0);
    static final Held INSTANCE = new Held(0, 0, 1);

    Held plus(Held other) {
      return new Held(
          backlog + other.backlog, Math.max(delayMs, other.delayMs), instances + other.instances);
    }

    Held max(Held other) {
      return new Held(
          Math.max(backlog, other.backlog),
          Math.max(delayMs, other.delayMs),
          Math.max(instances, other.instances));
    }
  }

  LiveWindow(Duration length) {
    this.length = length;
  }

  /** Forgets all. */
  void clear() {
    calls.clear();
    seen.clear();
  }

  /** Keeps what there was. */
  void add(Seen now) {
    seen.addLast(now);
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
            info.function(),
            info.version(),
            info.qualifier(),
            failed ? error : null,
            info.replayOf() != null,
            info.attempts() == null ? 0 : Math.max(0, info.attempts() - 1),
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
    seen.removeIf(one -> one.at() < begin);
    return new Snapshot(List.copyOf(calls), List.copyOf(seen), begin, end);
  }

  /** What a window held at one time. Immutable: any thread may count it. */
  record Snapshot(List<Call> calls, List<Seen> seen, long begin, long end) {
    /** The numbers, in the form of the server's. */
    StatsInfo read(Grouping by) {
      int steps = (int) ((end - begin) / STEP.toMillis());
      List<StatsInfo.Series> series = new ArrayList<>();
      series.add(series(null, calls, seen(null), steps));
      SortedMap<String, List<Call>> groups = new TreeMap<>();
      if (by == Grouping.FUNCTION) {
        seen.forEach(
            one -> one.held().keySet().forEach(name -> groups.put(name, new ArrayList<>())));
      }
      for (Call call : calls) {
        String group = call.group(by);
        if (group != null) {
          groups.computeIfAbsent(group, none -> new ArrayList<>()).add(call);
        }
      }
      groups.forEach(
          (group, its) ->
              series.add(
                  series(group, its, by == Grouping.FUNCTION ? seen(group) : Map.of(), steps)));
      return new StatsInfo(
          null, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end), STEP.toSeconds(), series);
    }

    /** The most that there was in each step of a function, or of all together. */
    private Map<Integer, Held> seen(@Nullable String function) {
      Map<Integer, Held> most = new TreeMap<>();
      seen.forEach(one -> most.merge(step(one.at()), one.of(function), Held::max));
      return most;
    }

    private int step(long at) {
      return (int) ((at - begin) / STEP.toMillis());
    }

    private StatsInfo.Series series(
        @Nullable String name, Iterable<Call> its, Map<Integer, Held> held, int steps) {
      List<List<Call>> buckets = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        buckets.add(new ArrayList<>());
      }
      List<Call> all = new ArrayList<>();
      for (Call call : its) {
        int index = step(call.endedAt());
        if (index >= 0) {
          // One that ended by the server's clock after now by ours belongs to the last step.
          buckets.get(Math.min(index, steps - 1)).add(call);
          all.add(call);
        }
      }
      List<StatsInfo.Step> made = new ArrayList<>();
      for (int i = 0; i < steps; i++) {
        Instant at = Instant.ofEpochMilli(begin + i * STEP.toMillis());
        made.add(
            new StatsInfo.Step(
                at, numbers(buckets.get(i), held.getOrDefault(i, Held.NOTHING), STEP)));
      }
      Held most = held.values().stream().reduce(Held.NOTHING, Held::max);
      Numbers total = numbers(all, most, STEP.multipliedBy(steps));
      return new StatsInfo.Series(name, total, made, null);
    }
  }

  private static Numbers numbers(List<Call> calls, Held most, Duration time) {
    Map<String, Long> errors = new TreeMap<>();
    long failed = 0;
    long cold = 0;
    long replays = 0;
    long retries = 0;
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
      retries += call.retries();
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
        retries,
        calls.isEmpty() ? 0 : (double) cold / calls.size(),
        percentile(durations, 0.5),
        percentile(durations, 0.9),
        percentile(durations, 0.99),
        percentile(queues, 0.5),
        percentile(queues, 0.99),
        busy / time.toMillis(),
        cpu,
        memory,
        mibSeconds,
        most.backlog(),
        most.delayMs(),
        most.instances(),
        Map.of());
  }

  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}

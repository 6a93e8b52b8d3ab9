package dev.sluice.benchmark;

import dev.sluice.benchmark.workflow.StoredRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures that must be reached, and whether they were. */
final class Floors {
  private Floors() {}

  /** One of them. */
  record Floor(String what, boolean held, String found) {}

  static List<Floor> of(WarmCalls warm) {
    List<Floor> floors = new ArrayList<>();
    for (Language language : Language.WARM) {
      floors.add(ratio(warm, language, 8, 0.4));
      floors.add(ratio(warm, language, 64, 0.5));
      floors.add(latency(warm, language, 0.5));
    }
    return floors;
  }

  static List<Floor> of(ColdStarts cold) {
    List<Floor> floors = new ArrayList<>();
    for (Language language : Language.values()) {
      double bare = cold.bare(language, 0.5);
      double first = cold.cold(language, 0.5);
      double late = cold.cold(language, 0.95);
      floors.add(
          new Floor(
              language.title() + ": cold start p50 at most half of the bare interpreter's",
              first <= 0.5 * bare,
              format("%.1f ms, bare %.1f ms", first, bare)));
      floors.add(
          new Floor(
              language.title() + ": cold start p95 at most 60 ms",
              late <= 60,
              format("%.1f ms", late)));
    }
    return floors;
  }

  static List<Floor> of(Neighbours neighbours) {
    List<Floor> floors = new ArrayList<>();
    neighbours
        .ratios()
        .forEach(
            (bomb, ratio) ->
                floors.add(
                    new Floor(
                        "neighbour of a function that " + bomb.title() + ": p99 at most twice",
                        ratio.ofP99() <= 2,
                        format("%.3f ms, alone %.3f ms", ratio.p99(), ratio.p99Alone()))));
    return floors;
  }

  static List<Floor> of(LogSearches logs) {
    return List.of(
        new Floor(
            "search in " + logs.lines() + " lines: p95 of all kinds at most 200 ms",
            logs.all(0.95) <= 200,
            format("%.1f ms", logs.all(0.95))));
  }

  static List<Floor> of(AsyncEvents async) {
    double share = async.alone().perSecond() / async.insertsPerSecond();
    return List.of(
        new Floor(
            "async: durable accept at least 0.6 of the store's own inserts",
            share >= 0.6,
            format("%.2f", share)),
        new Floor(
            "async: accept to start p50 at most 10 ms when an instance is warm",
            async.startMillis() <= 10,
            format("%.1f ms", async.startMillis())));
  }

  static List<Floor> of(WorkflowRuns workflows) {
    double share = workflows.stored().perSecond() / workflows.bound().perSecond();
    StoredRuns.Single single = workflows.single();
    return List.of(
        new Floor(
            "workflows: 100,000 executions of five steps in a CPU second in memory",
            workflows.memory().perCpuSecond() >= 100_000,
            format("%.0f", workflows.memory().perCpuSecond())),
        new Floor(
            "workflows: durable, 60,000 in a CPU second, or 0.7 of what the store takes alone",
            workflows.stored().perCpuSecond() >= 60_000 || share >= 0.7,
            format(
                "%.0f in a CPU second, %.2f of the store",
                workflows.stored().perCpuSecond(), share)),
        new Floor(
            "workflows: at most 400 bytes of heap for one that waits",
            workflows.heapEach() <= 400,
            format("%.0f", workflows.heapEach())),
        new Floor(
            "workflows: one event among those that wait in 100 us, or 0.7 of what the store takes"
                + " alone, one turn after the other",
            single.event() <= 100 || single.turn() / single.event() >= 0.7,
            format(
                "%.0f us, %.2f of the store (%.0f us)",
                single.event(), single.turn() / single.event(), single.turn())),
        new Floor(
            "workflows: " + workflows.waiting() + " that wait are taken up in 3 s",
            workflows.recoverySeconds() <= 3,
            format("%.2f s", workflows.recoverySeconds())),
        new Floor(
            "workflows: a loop of a million rounds in constant memory",
            workflows.loop().heapGrowth() <= 1 << 20,
            format(
                "%d kB more, %.1f s",
                workflows.loop().heapGrowth() / 1024, workflows.loop().seconds())),
        new Floor(
            "workflows: cancelled in 20 ms",
            workflows.cancelMillis() <= 20,
            format("%.1f ms", workflows.cancelMillis())));
  }

  private static Floor ratio(WarmCalls warm, Language language, int connections, double floor) {
    double share =
        warm.median(language, connections, "sluice").perSecond()
            / warm.median(language, connections, "bound").perSecond();
    return new Floor(
        language.title()
            + ": at "
            + connections
            + " connections at least "
            + floor
            + " of the bound's requests/s",
        share >= floor,
        format("%.2f", share));
  }

  private static Floor latency(WarmCalls warm, Language language, double millis) {
    double above =
        warm.median(language, 1, "sluice").p50Millis()
            - warm.median(language, 1, "bound").p50Millis();
    return new Floor(
        language.title() + ": at 1 connection p50 at most " + millis + " ms above the bound",
        above <= millis,
        format("%.3f ms above", above));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}

package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Measures the platform beside its bare bound, prints tables, and says which floors held. */
public final class Bench {
  private static final String USAGE =
      """
      Usage: bench [--quick] [PART...] [-- OPTIONS OF 'sluice server']
        --quick   fewer and shorter windows: some six minutes, and less exact
        PART      of %s: only that; otherwise all
      Exit status: 0 when the floors held, 1 when one did not, 2 for wrong usage.
      """
          .formatted(Part.names());

  /** Parts that share one server. */
  private static final Set<Part> CALLS =
      EnumSet.of(Part.WARM, Part.MEMORY, Part.COLD, Part.NEIGHBOURS, Part.BURST);

  private Bench() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    List<String> all = Arrays.asList(args);
    int split = all.contains("--") ? all.indexOf("--") : all.size();
    List<String> own = new ArrayList<>(all.subList(0, split));
    List<String> more = all.subList(Math.min(all.size(), split + 1), all.size());
    Plan plan = own.remove("--quick") ? Plan.quick() : Plan.full();
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : own) {
      Part part = Part.named(name);
      if (part == null) {
        System.out.print(USAGE);
        System.exit(own.contains("--help") ? 0 : 2);
      }
      parts.add(part);
    }
    Path distribution = Path.of(System.getProperty("sluice.distribution", "")).toAbsolutePath();
    if (!Files.isExecutable(distribution.resolve("bin/sluice"))) {
      System.err.println("There is no built server in " + distribution.normalize() + ".");
      System.exit(1);
    }
    Path scratch = Files.createTempDirectory("sluice-bench");
    boolean held;
    try {
      held =
          measure(
              distribution,
              scratch,
              plan,
              parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
              more);
    } finally {
      delete(scratch);
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean measure(
      Path distribution, Path scratch, Plan plan, Set<Part> parts, List<String> more)
      throws IOException {
    List<Floors.Floor> floors = new ArrayList<>();
    Report report = new Report();
    System.out.println("Measuring on " + Runtime.getRuntime().availableProcessors() + " CPUs ...");
    if (parts.stream().anyMatch(CALLS::contains)) {
      try (SluiceSubject sluice = SluiceSubject.start(distribution, scratch, Map.of(), more)) {
        measureCalls(sluice, distribution, scratch, plan, parts, more, report, floors);
      }
    }
    if (parts.contains(Part.ASYNC)) {
      try (SluiceSubject sluice = SluiceSubject.start(distribution, scratch, Map.of(), more);
          SluiceSubject idle = SluiceSubject.start(distribution, scratch, Map.of(), more)) {
        AsyncEvents async = new AsyncEvents(sluice, idle, scratch, plan);
        async.run();
        report.async(async);
        floors.addAll(Floors.of(async));
      }
    }
    if (parts.contains(Part.SOURCES)) {
      try (SluiceSubject sluice = SluiceSubject.start(distribution, scratch, Map.of(), more)) {
        SourceThroughput sources = new SourceThroughput(sluice, plan);
        sources.run();
        report.sources(sources);
      }
    }
    if (parts.contains(Part.SCHEDULES)) {
      try (SluiceSubject sluice = SluiceSubject.start(distribution, scratch, Map.of(), more)) {
        ScheduleTimes schedules = new ScheduleTimes(sluice);
        schedules.run();
        report.schedules(schedules);
      }
    }
    if (parts.contains(Part.WORKFLOWS)) {
      WorkflowRuns workflows = new WorkflowRuns(scratch, plan);
      workflows.run();
      report.workflows(workflows);
      floors.addAll(Floors.of(workflows));
    }
    if (parts.contains(Part.LOGS)) {
      LogSearches logs = new LogSearches(distribution, scratch, plan.logLines());
      logs.run();
      report.logs(logs);
      floors.addAll(Floors.of(logs));
    }
    if (parts.contains(Part.STATS)) {
      StatsQueries stats = new StatsQueries(distribution, scratch, plan.statsLength());
      stats.run();
      report.stats(stats);
    }
    System.out.println(report.floors(floors));
    return floors.stream().allMatch(Floors.Floor::held);
  }

  /** What is measured on one server. */
  private static void measureCalls(
      SluiceSubject sluice,
      Path distribution,
      Path scratch,
      Plan plan,
      Set<Part> parts,
      List<String> more,
      Report report,
      List<Floors.Floor> floors)
      throws IOException {
    if (parts.contains(Part.WARM)) {
      try (BoundSubject bound = BoundSubject.start(scratch)) {
        WarmCalls warm = new WarmCalls(List.of(bound, sluice), plan);
        warm.run();
        report.warm(warm);
        floors.addAll(Floors.of(warm));
      }
    }
    if (parts.contains(Part.MEMORY)) {
      report.memory(IdleMemory.of(sluice));
    }
    if (parts.contains(Part.COLD)) {
      ColdStarts cold = coldStarts(distribution, scratch, plan, more, sluice);
      report.cold(cold);
      floors.addAll(Floors.of(cold));
    }
    if (parts.contains(Part.NEIGHBOURS)) {
      Neighbours neighbours = new Neighbours(sluice, plan);
      neighbours.run();
      report.neighbours(neighbours);
      floors.addAll(Floors.of(neighbours));
    }
    if (parts.contains(Part.BURST)) {
      Burst.Result interpreters = Burst.ofInterpreters(Plan.BURST);
      report.burst(Burst.ofFunctions(sluice, Plan.BURST), interpreters);
    }
  }

  private static ColdStarts coldStarts(
      Path distribution, Path scratch, Plan plan, List<String> more, SluiceSubject pooled)
      throws IOException {
    Map<String, String> noHosts = Map.of("SLUICE_POOL_WARM_HOSTS", "0");
    try (SluiceSubject unpooled = SluiceSubject.start(distribution, scratch, noHosts, more)) {
      ColdStarts cold = new ColdStarts(pooled, unpooled, plan.coldStarts());
      cold.run();
      return cold;
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.toList();
    }
    // Stored code is read-only, its folders too.
    for (Path path : all) {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.toFile().setWritable(true)) {
        throw new IOException("cannot delete " + path);
      }
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}

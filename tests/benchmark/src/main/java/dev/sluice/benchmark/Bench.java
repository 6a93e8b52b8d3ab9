package dev.sluice.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the platform beside its bare bound, prints tables, and says which floors held. */
public final class Bench {
  private static final String USAGE =
      """
      Usage: bench [--quick] [-- OPTIONS OF 'sluice server']
        --quick   fewer and shorter windows: under a minute, and less exact
      Exit status: 0 when the floors held, 1 when one did not, 2 for wrong usage.
      """;

  private Bench() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    List<String> all = Arrays.asList(args);
    int split = all.contains("--") ? all.indexOf("--") : all.size();
    List<String> own = all.subList(0, split);
    List<String> more = all.subList(Math.min(all.size(), split + 1), all.size());
    if (!List.of("--quick").containsAll(own)) {
      System.out.print(USAGE);
      System.exit(own.contains("--help") ? 0 : 2);
    }
    Path distribution = Path.of(System.getProperty("sluice.distribution", "")).toAbsolutePath();
    if (!Files.isExecutable(distribution.resolve("bin/sluice"))) {
      System.err.println("There is no built server in " + distribution.normalize() + ".");
      System.exit(1);
    }
    Path scratch = Files.createTempDirectory("sluice-bench");
    boolean held;
    try {
      held = measure(distribution, scratch, own.isEmpty() ? Plan.full() : Plan.quick(), more);
    } finally {
      delete(scratch);
    }
    System.exit(held ? 0 : 1);
  }

  private static boolean measure(Path distribution, Path scratch, Plan plan, List<String> more)
      throws IOException {
    try (BoundSubject bound = BoundSubject.start(scratch);
        SluiceSubject sluice = SluiceSubject.start(distribution, scratch, Map.of(), more)) {
      System.out.println(
          "Measuring on " + Runtime.getRuntime().availableProcessors() + " CPUs ...");
      WarmCalls warm = new WarmCalls(List.of(bound, sluice), plan);
      warm.run();
      Map<Language, IdleMemory.Idle> memory = IdleMemory.of(sluice);
      ColdStarts cold = coldStarts(distribution, scratch, plan, more, sluice);
      Neighbours neighbours = new Neighbours(sluice, plan);
      neighbours.run();
      Burst.Result interpreters = Burst.ofInterpreters(Plan.BURST);
      Burst.Result functions = Burst.ofFunctions(sluice, Plan.BURST);
      List<Floors.Floor> floors = new Floors(warm, cold, neighbours).all();
      System.out.println(
          new Report()
              .warm(warm)
              .cold(cold)
              .burst(functions, interpreters)
              .neighbours(neighbours)
              .memory(memory)
              .floors(floors));
      return floors.stream().allMatch(Floors.Floor::held);
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

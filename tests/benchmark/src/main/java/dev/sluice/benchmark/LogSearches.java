package dev.sluice.benchmark;

import dev.sluice.benchmark.logs.LogIngest;
import dev.sluice.benchmark.logs.SampleLines;
import dev.sluice.benchmark.logs.Search;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast lines are stored, beside the same without an index, and how fast the server
 * then answers searches over HTTP on an open connection, beside reading the store line by line.
 */
final class LogSearches {
  private static final int WARM_UP = 40_000;
  private static final int SCANS = 3;

  private final Path distribution;
  private final Path scratch;
  private final int lines;
  private final Map<Search, double[]> took = new LinkedHashMap<>();
  private final Map<Search, double[]> scanned = new LinkedHashMap<>();
  private LogIngest.@Nullable Result alone;
  private LogIngest.@Nullable Result indexed;

  LogSearches(Path distribution, Path scratch, int lines) {
    this.distribution = distribution;
    this.scratch = scratch;
    this.lines = lines;
  }

  /**
   * What searches of a kind came to, in milliseconds.
   *
   * @param scanned the median where the store is read line by line
   */
  record Found(double p50, double p95, double scanned) {}

  void run() throws IOException {
    Instant end = Instant.now();
    // The first ones warm both paths up and do not count.
    LogIngest.alone(folder(), new SampleLines(WARM_UP, end), WARM_UP);
    LogIngest.indexed(folder(), new SampleLines(WARM_UP, end), WARM_UP);
    alone = LogIngest.alone(folder(), new SampleLines(lines, end), lines);
    System.out.println("  log: " + lines + " lines stored");
    Path data = folder();
    SampleLines sample = new SampleLines(lines, end);
    indexed = LogIngest.indexed(data, sample, lines);
    System.out.println("  log: " + lines + " lines stored and indexed");
    scan(data, sample);
    try (SluiceSubject server = SluiceSubject.startOn(distribution, data, Map.of(), List.of())) {
      for (int i = 0; i < SampleLines.FUNCTIONS; i++) {
        server.deploy(SampleLines.function(i), Language.PYTHON);
      }
      search(server, sample, 5);
      search(server, sample, Plan.SEARCHES);
    }
    System.out.println("  log: " + Plan.SEARCHES + " searches of each kind");
  }

  private Path folder() throws IOException {
    return Files.createTempDirectory(scratch, "logs");
  }

  private void scan(Path data, SampleLines sample) throws IOException {
    try (Database database = LogIngest.open(data)) {
      for (Search search : Search.values()) {
        double[] times = new double[SCANS];
        for (int n = 0; n < SCANS; n++) {
          long began = System.nanoTime();
          database.logs().list(search.query(n, sample::time));
          times[n] = (System.nanoTime() - began) / 1e6;
        }
        scanned.put(search, times);
      }
    }
  }

  private void search(SluiceSubject server, SampleLines sample, int times) throws IOException {
    for (Search search : Search.values()) {
      took.put(search, new double[times]);
    }
    for (int n = 0; n < times; n++) {
      for (Map.Entry<Search, double[]> kind : took.entrySet()) {
        long began = System.nanoTime();
        server.client().logs(Search.function(n), kind.getKey().request(n, sample::time));
        kind.getValue()[n] = (System.nanoTime() - began) / 1e6;
      }
    }
  }

  int lines() {
    return lines;
  }

  LogIngest.Result alone() {
    return measured(alone);
  }

  LogIngest.Result indexed() {
    return measured(indexed);
  }

  private static LogIngest.Result measured(LogIngest.@Nullable Result result) {
    if (result == null) {
      throw new IllegalStateException("nothing was measured yet");
    }
    return result;
  }

  /** By what was searched for. */
  Map<String, Found> kinds() {
    Map<String, Found> kinds = new LinkedHashMap<>();
    took.forEach(
        (search, times) ->
            kinds.put(
                search.title(),
                new Found(
                    Quantiles.of(times, 0.5),
                    Quantiles.of(times, 0.95),
                    Quantiles.of(scanned.getOrDefault(search, new double[0]), 0.5))));
    return kinds;
  }

  /** Milliseconds of all searches together at this quantile. */
  double all(double share) {
    return Quantiles.of(took.values().stream().flatMapToDouble(Arrays::stream).toArray(), share);
  }
}

package dev.sluice.benchmark;

import dev.sluice.benchmark.logs.LogIngest;
import dev.sluice.benchmark.stats.Question;
import dev.sluice.benchmark.stats.SampleCalls;
import dev.sluice.client.SluiceClient;
import dev.sluice.client.StatsRequest;
import dev.sluice.client.TopRequest;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast the server tells the numbers of functions over HTTP, on an open connection,
 * beside reading the same minutes from the store alone.
 */
final class StatsQueries {
  private static final int WARM_UP = 3;
  private static final int TIMES = 15;

  private final Path distribution;
  private final Path scratch;
  private final Duration length;
  private final Map<Question, double[]> took = new EnumMap<>(Question.class);
  private final Map<Question, double[]> alone = new EnumMap<>(Question.class);

  /**
   * Of this much time.
   *
   * @param length how long ago the first call was
   */
  StatsQueries(Path distribution, Path scratch, Duration length) {
    this.distribution = distribution;
    this.scratch = scratch;
    this.length = length;
  }

  /**
   * What a question came to, in milliseconds.
   *
   * @param alone the median of the store alone
   */
  record Told(double p50, double p95, double alone) {}

  void run() throws IOException {
    Path data = Files.createTempDirectory(scratch, "stats");
    Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    try (Database database = LogIngest.open(data)) {
      long calls = new SampleCalls().store(database, now.minus(length), now);
      System.out.println("  stats: " + calls + " calls stored");
      for (Question question : Question.values()) {
        alone.put(question, times(n -> read(database, question, now)));
      }
    }
    try (SluiceSubject server = SluiceSubject.startOn(distribution, data, Map.of(), List.of())) {
      for (int i = 0; i < SampleCalls.FUNCTIONS; i++) {
        server.deploy(SampleCalls.function(i), Language.PYTHON);
      }
      for (Question question : Question.values()) {
        took.put(question, times(n -> ask(server.client(), question, now)));
      }
    }
    System.out.println("  stats: " + TIMES + " questions of each kind");
  }

  /** Something that is asked for the n-th time. */
  @FunctionalInterface
  private interface Asked {
    void ask(int n) throws IOException;
  }

  private static double[] times(Asked asked) throws IOException {
    double[] times = new double[TIMES];
    for (int n = -WARM_UP; n < TIMES; n++) {
      long began = System.nanoTime();
      asked.ask(n);
      if (n >= 0) {
        times[n] = (System.nanoTime() - began) / 1e6;
      }
    }
    return times;
  }

  private static void read(Database database, Question question, Instant now) {
    List<String> functions = question.ofAll() ? List.of() : List.of(SampleCalls.function(0));
    if (database.stats().read("default", functions, from(question, now), now).isEmpty()) {
      throw new IllegalStateException("nothing was stored");
    }
  }

  private static void ask(SluiceClient client, Question question, Instant now) throws IOException {
    Instant from = from(question, now);
    if (question.ofAll()) {
      client.topStats(new TopRequest(List.of(), from, now, null, null, null, true));
    } else {
      client.stats(SampleCalls.function(0), new StatsRequest(from, now, null, question.by()));
    }
  }

  private static Instant from(Question question, Instant now) {
    return now.minus(question.length());
  }

  Told told(Question question) {
    double[] all = took.getOrDefault(question, new double[0]);
    return new Told(
        Quantiles.of(all, 0.5),
        Quantiles.of(all, 0.95),
        Quantiles.of(alone.getOrDefault(question, new double[0]), 0.5));
  }
}

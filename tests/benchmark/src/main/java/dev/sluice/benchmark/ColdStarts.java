package dev.sluice.benchmark;

import dev.sluice.benchmark.load.SingleCall;
import dev.sluice.benchmark.load.Target;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures first calls of fresh versions beside starts of the bare interpreter, in turn.
 *
 * <p>A cold start is the time from sending the request to having the whole answer, on an open
 * connection, of the first call of a version whose code was never seen before; publishing it is not
 * counted. A bare start is the time from {@code ProcessBuilder.start} to the end of the output of a
 * process that writes one JSON object, with an empty environment and without a sandbox.
 */
final class ColdStarts {
  private final SluiceSubject pooled;
  private final SluiceSubject unpooled;
  private final int count;
  private final Map<Language, double[]> cold = new EnumMap<>(Language.class);
  private final Map<Language, double[]> alone = new EnumMap<>(Language.class);
  private final Map<Language, double[]> bare = new EnumMap<>(Language.class);

  /**
   * Measures these.
   *
   * @param pooled a server with hosts that wait for code
   * @param unpooled one that starts a host for each instance
   */
  ColdStarts(SluiceSubject pooled, SluiceSubject unpooled, int count) {
    this.pooled = pooled;
    this.unpooled = unpooled;
    this.count = count;
  }

  void run() throws IOException {
    for (Language language : Language.values()) {
      // The first ones warm both paths up and do not count.
      measure(language, 5, 1);
      measure(language, count, 1_000);
      System.out.println("  cold starts: " + count + " of " + language.title());
    }
  }

  private void measure(Language language, int times, int firstNumber) throws IOException {
    double[] first = new double[times];
    double[] without = new double[times];
    double[] hello = new double[times];
    try (SingleCall toPooled = new SingleCall(pooled.echo(language));
        SingleCall toUnpooled = new SingleCall(unpooled.echo(language))) {
      for (int i = 0; i < times; i++) {
        hello[i] = bareStart(language);
        first[i] = firstCall(pooled, toPooled, language, firstNumber + i);
        without[i] = firstCall(unpooled, toUnpooled, language, firstNumber + i);
      }
    }
    cold.put(language, first);
    alone.put(language, without);
    bare.put(language, hello);
  }

  private static double firstCall(
      SluiceSubject server, SingleCall connection, Language language, int number)
      throws IOException {
    server.client().putCode(language.function(), language.code(number), null);
    int version = server.client().versions().publish(language.function(), null, null).version();
    Target target = server.invoke(language, Integer.toString(version));
    double took = connection.call(target, "cold") / 1e6;
    server.client().versions().delete(language.function(), version);
    return took;
  }

  /** Milliseconds of one start of the bare interpreter. */
  static double bareStart(Language language) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(language.hello());
    builder.environment().clear();
    long began = System.nanoTime();
    Process process = builder.start();
    try (InputStream out = process.getInputStream()) {
      byte[] said = out.readAllBytes();
      double took = (System.nanoTime() - began) / 1e6;
      if (said.length == 0) {
        throw new IOException("'" + language.hello() + "' said nothing");
      }
      return took;
    }
  }

  /** Milliseconds of cold starts at this quantile. */
  double cold(Language language, double share) {
    return Quantiles.of(cold.getOrDefault(language, new double[0]), share);
  }

  /** The same where no host waits. */
  double alone(Language language, double share) {
    return Quantiles.of(alone.getOrDefault(language, new double[0]), share);
  }

  /** Milliseconds of bare starts at this quantile. */
  double bare(Language language, double share) {
    return Quantiles.of(bare.getOrDefault(language, new double[0]), share);
  }

  /** How many were measured for each language. */
  int count() {
    return Arrays.stream(Language.values()).mapToInt(l -> count).max().orElse(0);
  }
}

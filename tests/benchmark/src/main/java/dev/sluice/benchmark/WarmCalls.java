package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Measures warm calls: bound and platform in turn, over and over, so that what else the machine
 * does falls on both; every figure is the median over the rounds. Not thread-safe.
 */
final class WarmCalls {
  private final List<Subject> subjects;
  private final Plan plan;
  private final Map<Key, List<Sample>> samples = new TreeMap<>();

  WarmCalls(List<Subject> subjects, Plan plan) {
    this.subjects = subjects;
    this.plan = plan;
  }

  /** One cell of the table. */
  record Key(Language language, int connections, String subject) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byLanguage = language.compareTo(other.language);
      int byConnections = Integer.compare(connections, other.connections);
      return byLanguage != 0
          ? byLanguage
          : byConnections != 0 ? byConnections : subject.compareTo(other.subject);
    }
  }

  /** One window, or the medians of several. */
  record Sample(double perSecond, double p50Millis, double p99Millis, double cpuMicros) {}

  /** Lets the JVMs compile what is hot, then measures. */
  void run() throws IOException {
    for (Subject subject : subjects) {
      for (Language language : Language.WARM) {
        for (int connections : List.of(8, 64, 1)) {
          window(subject, language, connections, plan.warmUp());
        }
      }
    }
    samples.clear();
    for (int round = 0; round < plan.rounds(); round++) {
      for (Language language : Language.WARM) {
        for (int connections : Plan.CONNECTIONS) {
          for (int i = 0; i < subjects.size(); i++) {
            // The order turns, so that neither always follows the other.
            Subject subject = subjects.get((i + round) % subjects.size());
            samples
                .computeIfAbsent(
                    new Key(language, connections, subject.title()), key -> new ArrayList<>())
                .add(window(subject, language, connections, plan.window()));
          }
        }
      }
      System.out.println("  warm calls: round " + (round + 1) + " of " + plan.rounds());
    }
  }

  private static Sample window(Subject subject, Language language, int connections, Duration length)
      throws IOException {
    double[] cpu = new double[2];
    LoadGenerator.Result result =
        LoadGenerator.run(
            subject.echo(language),
            connections,
            Plan.RAMP,
            length,
            new LoadGenerator.Window() {
              @Override
              public void begin() throws IOException {
                cpu[0] = subject.processes().cpuSeconds();
              }

              @Override
              public void end() throws IOException {
                cpu[1] = subject.processes().cpuSeconds();
              }
            });
    return new Sample(
        result.perSecond(),
        result.p50Nanos() / 1e6,
        result.p99Nanos() / 1e6,
        (cpu[1] - cpu[0]) * 1e6 / Math.max(1, result.count()));
  }

  /** The medians of one cell. */
  Sample median(Language language, int connections, String subject) {
    List<Sample> all = samples.getOrDefault(new Key(language, connections, subject), List.of());
    return new Sample(
        median(all, Sample::perSecond),
        median(all, Sample::p50Millis),
        median(all, Sample::p99Millis),
        median(all, Sample::cpuMicros));
  }

  private static double median(List<Sample> all, ToDoubleFunction<Sample> of) {
    return Quantiles.of(all.stream().mapToDouble(of).toArray(), 0.5);
  }
}

package dev.sluice.benchmark;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.QueueInfo;
import dev.sluice.api.SourceInfo;
import dev.sluice.benchmark.source.Feed;
import dev.sluice.benchmark.source.KafkaFeed;
import dev.sluice.benchmark.source.MqttFeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast messages that wait in a broker come through a source and an association until
 * the function has run for all of them, beside a plain client that only takes them. Not
 * thread-safe.
 */
final class SourceThroughput {
  private static final int BATCH = 100;

  private final SluiceSubject sluice;
  private final Plan plan;
  private final List<Brought> brought = new ArrayList<>();

  SourceThroughput(SluiceSubject sluice, Plan plan) {
    this.sluice = sluice;
    this.plan = plan;
  }

  /**
   * What one broker came to, in messages a second; the median over the rounds.
   *
   * @param raw of the plain client
   * @param single run one by one
   * @param batched run a hundred together
   */
  record Brought(String title, double raw, double single, double batched) {}

  /** As the functions of the events of a source run. */
  private record Path(String association, @Nullable Batch batch, List<Double> perSecond) {}

  void run() throws IOException {
    try (Feed kafka = new KafkaFeed(Payload.TEXT)) {
      measure(kafka);
    } catch (Exception e) {
      throw failed("Kafka", e);
    }
    try (Feed mqtt = new MqttFeed(Payload.TEXT)) {
      measure(mqtt);
    } catch (Exception e) {
      throw failed("MQTT", e);
    }
  }

  private static IOException failed(String what, Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new IOException(what + " could not be measured", e);
  }

  private void measure(Feed feed) throws Exception {
    List<Double> raw = new ArrayList<>();
    Path single = new Path("single", null, new ArrayList<>());
    Path batched = new Path("batched", new Batch(BATCH, 1.0), new ArrayList<>());
    SourceInfo source = sluice.client().sources().create(feed.source());
    await(() -> sluice.client().sources().get(source.name()).state().equals("running"));
    for (int round = 0; round <= plan.sourceRounds(); round++) {
      for (Path path : List.of(single, batched)) {
        Object unusedPaused = sluice.client().sources().pause(source.name(), true);
        feed.fill(plan.messages());
        double alone = feed.rawPerSecond(plan.messages());
        double through = through(source.name(), path);
        // The first round is a warm-up.
        if (round > 0) {
          raw.add(alone);
          path.perSecond().add(through);
        }
      }
      System.out.println("  " + feed.title() + ": round " + round + " of " + plan.sourceRounds());
    }
    sluice.client().sources().delete(source.name());
    brought.add(
        new Brought(
            feed.title(), median(raw), median(single.perSecond()), median(batched.perSecond())));
  }

  /** Messages a second, from the first that was seen to the end of the last run. */
  private double through(String source, Path path) throws IOException {
    sluice
        .client()
        .events()
        .create(
            new AssociationSpec(
                path.association(),
                List.of(source),
                null,
                List.of(new Target(Language.PYTHON.function(), null, null)),
                null,
                null,
                path.batch(),
                null,
                null));
    // What came is counted from each resumption on.
    Object unusedResumed = sluice.client().sources().pause(source, false);
    await(() -> came(source) > 0);
    long first = came(source);
    long began = System.nanoTime();
    await(() -> came(source) >= plan.messages() && waiting() == 0);
    double seconds = (System.nanoTime() - began) / 1e9;
    sluice.client().events().delete(path.association());
    return (plan.messages() - first) / seconds;
  }

  private long came(String source) throws IOException {
    return sluice.client().sources().get(source).events();
  }

  private long waiting() throws IOException {
    return sluice.client().queue().queues(Language.PYTHON.function()).stream()
        .mapToLong(QueueInfo::waiting)
        .sum();
  }

  /** Something that is looked at again and again. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    while (!condition.holds()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static double median(List<Double> values) {
    return Quantiles.of(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
  }

  List<Brought> brought() {
    return brought;
  }

  /** How many messages waited. */
  int messages() {
    return plan.messages();
  }
}

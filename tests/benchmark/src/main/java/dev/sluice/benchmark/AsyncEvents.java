package dev.sluice.benchmark;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.benchmark.load.LoadGenerator;
import dev.sluice.benchmark.load.Target;
import dev.sluice.benchmark.queue.StoreInserts;
import dev.sluice.client.InvokeRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast asynchronous events are accepted, beside the inserts of one row each that the
 * store syncs for as many callers: by a server that runs none of them, and by one that does. Then
 * how fast they are run, and how soon one is when an instance is warm. Not thread-safe.
 */
final class AsyncEvents {
  private static final int CALLERS = 64;

  /** Of its events one runs in some minutes. */
  private static final String WAITING = "waiting";

  private static final double RARELY = 0.001;

  private static final int SINGLE_EVENTS = 200;
  private static final int BATCH = 500;
  private static final int BATCHES = 10;

  private final SluiceSubject sluice;
  private final SluiceSubject idle;
  private final Path scratch;
  private final Plan plan;
  private final List<LoadGenerator.Result> alone = new ArrayList<>();
  private final List<LoadGenerator.Result> accepts = new ArrayList<>();
  private final List<Double> inserts = new ArrayList<>();
  private double ranPerSecond;
  private double startMillis;

  /**
   * Measures these.
   *
   * @param idle is left with the events that it accepted
   */
  AsyncEvents(SluiceSubject sluice, SluiceSubject idle, Path scratch, Plan plan) {
    this.sluice = sluice;
    this.idle = idle;
    this.scratch = scratch;
    this.plan = plan;
  }

  void run() throws IOException {
    idle.deploy(
        WAITING,
        Language.PYTHON,
        new AsyncSpec(null, null, null, null, null, RARELY, null, null, null));
    Target waiting = idle.accept(WAITING);
    Target running = sluice.accept(Language.PYTHON.function());
    LoadGenerator.Result unusedAlone = accept(waiting, plan.warmUp());
    LoadGenerator.Result unusedRunning = accept(running, plan.warmUp());
    drain();
    for (int round = 0; round < plan.rounds(); round++) {
      Path folder = Files.createTempDirectory(scratch, "queue");
      inserts.add(StoreInserts.perSecond(folder, CALLERS, Payload.TEXT, plan.window()));
      alone.add(accept(waiting, plan.window()));
      accepts.add(accept(running, plan.window()));
      drain();
      System.out.println("  async events: round " + (round + 1) + " of " + plan.rounds());
    }
    ranPerSecond = backlog();
    startMillis = start();
  }

  private static LoadGenerator.Result accept(Target target, Duration window) throws IOException {
    return LoadGenerator.run(
        target,
        CALLERS,
        Plan.RAMP,
        window,
        new LoadGenerator.Window() {
          @Override
          public void begin() {}

          @Override
          public void end() {}
        });
  }

  /** Waits until nothing waits. */
  private void drain() throws IOException {
    while (waiting() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** How many events of a backlog are run in a second. */
  private double backlog() throws IOException {
    String name = "backlog";
    sluice
        .client()
        .events()
        .create(
            new AssociationSpec(
                name,
                null,
                null,
                List.of(new AssociationSpec.Target(Language.PYTHON.function(), null, null)),
                null,
                null,
                null));
    AssociationInfo unusedPaused = sluice.client().events().set(name, "pause");
    StringBuilder batch = new StringBuilder("[");
    for (int n = 0; n < BATCH; n++) {
      batch
          .append(n == 0 ? "" : ",")
          .append("{\"specversion\":\"1.0\",\"source\":\"/bench\",\"type\":\"t\",\"id\":\"")
          .append(n)
          .append("\",\"data\":")
          .append(Payload.TEXT)
          .append('}');
    }
    byte[] events = batch.append(']').toString().getBytes(StandardCharsets.UTF_8);
    for (int n = 0; n < BATCHES; n++) {
      EventsAccepted unusedAccepted =
          sluice.client().events().publish("application/cloudevents-batch+json", events);
    }
    long began = System.nanoTime();
    AssociationInfo unusedResumed = sluice.client().events().set(name, "resume");
    drain();
    double seconds = (System.nanoTime() - began) / 1e9;
    sluice.client().events().delete(name);
    return BATCH * BATCHES / seconds;
  }

  private long waiting() throws IOException {
    return sluice.client().queue().queues(Language.PYTHON.function()).stream()
        .mapToLong(QueueInfo::waiting)
        .sum();
  }

  /** Milliseconds from acceptance to the start of a warm function, one event at a time. */
  private double start() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SINGLE_EVENTS; i++) {
      ids.add(
          sluice
              .client()
              .queue()
              .invoke(Language.PYTHON.function(), InvokeRequest.json(Payload.TEXT))
              .id());
      drain();
    }
    double[] delays = new double[ids.size()];
    for (int i = 0; i < delays.length; i++) {
      InvocationInfo record = sluice.client().invocation(ids.get(i));
      Double delay = record.delayMs();
      delays[i] = delay == null ? Double.NaN : delay;
    }
    return Quantiles.of(delays, 0.5);
  }

  /** Accepted events; the median over the rounds. */
  record Accepted(double perSecond, double p99Millis) {
    private static Accepted of(List<LoadGenerator.Result> rounds) {
      return new Accepted(
          Quantiles.of(rounds.stream().mapToDouble(LoadGenerator.Result::perSecond).toArray(), 0.5),
          Quantiles.of(rounds.stream().mapToDouble(r -> r.p99Nanos() / 1e6).toArray(), 0.5));
    }
  }

  /** While none of them runs. */
  Accepted alone() {
    return Accepted.of(alone);
  }

  /** While the function runs them, on the same processors. */
  Accepted running() {
    return Accepted.of(accepts);
  }

  /** Rows of the store alone a second, the median over the rounds. */
  double insertsPerSecond() {
    return Quantiles.of(inserts.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
  }

  /** Events of a backlog that are run in a second. */
  double ranPerSecond() {
    return ranPerSecond;
  }

  double startMillis() {
    return startMillis;
  }
}

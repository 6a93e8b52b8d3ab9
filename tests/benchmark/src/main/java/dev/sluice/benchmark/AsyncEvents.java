package dev.sluice.benchmark;

import dev.sluice.api.InvocationInfo;
import dev.sluice.api.QueueInfo;
import dev.sluice.benchmark.load.LoadGenerator;
import dev.sluice.benchmark.load.Target;
import dev.sluice.benchmark.queue.StoreInserts;
import dev.sluice.client.InvokeRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast asynchronous events are accepted, beside the inserts of one row each that the
 * store syncs for as many callers, how fast they are run, and how soon one is when an instance is
 * warm. Not thread-safe.
 */
final class AsyncEvents {
  private static final int CALLERS = 64;
  private static final int SINGLE_EVENTS = 200;

  private final SluiceSubject sluice;
  private final Path scratch;
  private final Plan plan;
  private final List<LoadGenerator.Result> accepts = new ArrayList<>();
  private final List<Double> inserts = new ArrayList<>();
  private double drained;
  private double startMillis;

  AsyncEvents(SluiceSubject sluice, Path scratch, Plan plan) {
    this.sluice = sluice;
    this.scratch = scratch;
    this.plan = plan;
  }

  void run() throws IOException {
    LoadGenerator.Result unusedWarmUp = accept();
    double unused = drain();
    for (int round = 0; round < plan.rounds(); round++) {
      Path folder = Files.createTempDirectory(scratch, "queue");
      inserts.add(StoreInserts.perSecond(folder, CALLERS, Payload.TEXT, plan.window()));
      LoadGenerator.Result result = accept();
      accepts.add(result);
      drained = Math.max(drained, drain());
      System.out.println("  async events: round " + (round + 1) + " of " + plan.rounds());
    }
    startMillis = start();
  }

  private LoadGenerator.Result accept() throws IOException {
    Target target = sluice.accept(Language.PYTHON.function());
    return LoadGenerator.run(
        target,
        CALLERS,
        Plan.RAMP,
        plan.window(),
        new LoadGenerator.Window() {
          @Override
          public void begin() {}

          @Override
          public void end() {}
        });
  }

  /** Waits until nothing waits; returns how many were run in a second. */
  private double drain() throws IOException {
    long began = System.nanoTime();
    long first = waiting();
    while (waiting() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return first / ((System.nanoTime() - began) / 1e9);
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
      double unused = drain();
    }
    double[] delays = new double[ids.size()];
    for (int i = 0; i < delays.length; i++) {
      InvocationInfo record = sluice.client().invocation(ids.get(i));
      Double delay = record.delayMs();
      delays[i] = delay == null ? Double.NaN : delay;
    }
    return Quantiles.of(delays, 0.5);
  }

  /** Accepted events a second, the median over the rounds. */
  double acceptsPerSecond() {
    return Quantiles.of(
        accepts.stream().mapToDouble(LoadGenerator.Result::perSecond).toArray(), 0.5);
  }

  double acceptP99Millis() {
    return Quantiles.of(accepts.stream().mapToDouble(r -> r.p99Nanos() / 1e6).toArray(), 0.5);
  }

  /** Rows of the store alone a second, the median over the rounds. */
  double insertsPerSecond() {
    return Quantiles.of(inserts.stream().mapToDouble(Double::doubleValue).toArray(), 0.5);
  }

  /** Events run in a second while none is accepted, at best. */
  double drainedPerSecond() {
    return drained;
  }

  double startMillis() {
    return startMillis;
  }
}

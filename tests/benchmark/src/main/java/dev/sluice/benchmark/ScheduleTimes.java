package dev.sluice.benchmark;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.Page;
import dev.sluice.api.SourceSpec;
import dev.sluice.benchmark.source.Timers;
import dev.sluice.client.InvocationRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how late the events of many schedules are, of which a tenth is due at each second,
 * beside as many timers of the JDK. Not thread-safe.
 */
final class ScheduleTimes {
  private static final int SCHEDULES = 10_000;
  private static final int SECONDS = 10;
  private static final int CALLERS = 64;
  private static final int PAGE = 1_000;
  private static final String NAME = "ticks";

  private final SluiceSubject sluice;
  private double madePerSecond;
  private double[] timers = {};
  private double[] accepted = {};
  private double[] started = {};

  ScheduleTimes(SluiceSubject sluice) {
    this.sluice = sluice;
  }

  void run() throws IOException {
    try {
      timers = Timers.late(SECONDS, SCHEDULES / SECONDS);
      make();
      System.out.println("  schedules: made");
      measure();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void make() throws IOException, InterruptedException {
    long began = System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < SCHEDULES; n++) {
        SourceSpec schedule =
            new SourceSpec(
                "tick-" + n,
                "schedule",
                Map.of("cron", n % SECONDS + "/" + SECONDS + " * * * * *"),
                null);
        all.add(callers.submit(() -> sluice.client().sources().create(schedule)));
      }
      for (Future<?> one : all) {
        Object unused = one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a schedule could not be made", e);
    } finally {
      callers.shutdownNow();
    }
    madePerSecond = SCHEDULES / ((System.nanoTime() - began) / 1e9);
  }

  /** Nothing wants the events before and after. */
  private void measure() throws IOException {
    sluice
        .client()
        .events()
        .create(
            new AssociationSpec(
                NAME,
                null,
                null,
                List.of(new Target(Language.PYTHON.function(), null, null)),
                null,
                null,
                null));
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(SECONDS);
    Instant until = from.plusSeconds(SECONDS);
    parkUntil(until.plusSeconds(1));
    Object unusedPaused = sluice.client().events().set(NAME, "disable");
    while (sluice.client().queue().queues(null).stream().anyMatch(queue -> queue.waiting() > 0)) {
      parkUntil(Instant.now().plusMillis(50));
    }
    List<Double> acceptances = new ArrayList<>();
    List<Double> starts = new ArrayList<>();
    String cursor = null;
    do {
      Page<InvocationInfo> page =
          sluice
              .client()
              .invocations(
                  new InvocationRequest(
                      Language.PYTHON.function(), null, null, from, null, PAGE, cursor));
      for (InvocationInfo one : page.items()) {
        Instant due = Instant.parse(String.valueOf(one.eventId()));
        Double delay = one.delayMs();
        if (!due.isBefore(from) && due.isBefore(until) && delay != null) {
          double late = Duration.between(due, one.createdAt()).toNanos() / 1e6;
          acceptances.add(late);
          starts.add(late + delay);
        }
      }
      cursor = page.next();
    } while (cursor != null);
    if (acceptances.size() != SCHEDULES) {
      throw new IOException(
          acceptances.size() + " events of " + SCHEDULES + " schedules, each due once");
    }
    accepted = acceptances.stream().mapToDouble(Double::doubleValue).toArray();
    started = starts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void parkUntil(Instant moment) {
    while (Instant.now().isBefore(moment)) {
      LockSupport.parkNanos(
          Math.max(
              TimeUnit.MILLISECONDS.toNanos(1), Duration.between(Instant.now(), moment).toNanos()));
    }
  }

  int schedules() {
    return SCHEDULES;
  }

  /** Schedules that are made in a second, each on the disk. */
  double madePerSecond() {
    return madePerSecond;
  }

  /** Milliseconds that a timer of the JDK is late. */
  double timer(double share) {
    return Quantiles.of(timers, share);
  }

  /** Milliseconds from the time of an event to its acceptance. */
  double accepted(double share) {
    return Quantiles.of(accepted, share);
  }

  /** Milliseconds from the time of an event to the start of its function. */
  double started(double share) {
    return Quantiles.of(started, share);
  }
}

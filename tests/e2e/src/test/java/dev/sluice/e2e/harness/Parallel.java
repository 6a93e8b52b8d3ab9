package dev.sluice.e2e.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does things from several threads at once. */
public final class Parallel {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Parallel() {}

  /** One step of one thread. */
  @FunctionalInterface
  public interface Step {
    /** Does it. */
    void run(int thread, int step) throws Exception;
  }

  /** Does this meanwhile. */
  public static <T> CompletableFuture<T> start(Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  /** Runs the steps of all threads, within three minutes; fails with the first failure. */
  public static void run(int threads, int steps, Step step) throws Exception {
    run(threads, steps, PATIENCE, step);
  }

  /** The same within so long. */
  public static void run(int threads, int steps, Duration patience, Step step) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        running.add(
            executor.submit(
                () -> {
                  for (int i = 0; i < steps; i++) {
                    step.run(thread, i);
                  }
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get(patience.toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}

package dev.sluice.benchmark;

import dev.sluice.api.FunctionSpec;
import dev.sluice.benchmark.load.SingleCall;
import dev.sluice.benchmark.load.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures first calls of many functions at once, beside as many starts of the bare interpreter at
 * once: far more than wait ahead, so this is how fast the platform catches up.
 */
final class Burst {
  private static final Language LANGUAGE = Language.PYTHON;

  private Burst() {}

  /**
   * What a burst came to, in milliseconds.
   *
   * @param all until the last was there
   */
  record Result(int count, double p50, double p95, double all) {}

  /** First calls of so many new functions at once. */
  static Result ofFunctions(SluiceSubject sluice, int count) throws IOException {
    List<SingleCall> connections = new ArrayList<>();
    try {
      List<Callable<Double>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = "burst-" + i;
        sluice.client().createFunction(function(name, 1_000_000 + i));
        Target target = sluice.invoke(name, "latest");
        SingleCall connection = new SingleCall(target);
        connections.add(connection);
        calls.add(() -> connection.call(target, "cold") / 1e6);
      }
      return atOnce(calls);
    } finally {
      for (SingleCall connection : connections) {
        connection.close();
      }
      for (int i = 0; i < connections.size(); i++) {
        sluice.client().deleteFunction("burst-" + i, null);
      }
    }
  }

  /** So many starts of the bare interpreter at once. */
  static Result ofInterpreters(int count) throws IOException {
    List<Callable<Double>> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      starts.add(() -> ColdStarts.bareStart(LANGUAGE));
    }
    return atOnce(starts);
  }

  private static FunctionSpec function(String name, int number) {
    return new FunctionSpec(
        name,
        LANGUAGE.runtime(),
        LANGUAGE.handler(),
        LANGUAGE.code(number),
        null,
        null,
        null,
        null,
        null);
  }

  private static Result atOnce(List<Callable<Double>> tasks) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Double>> running = new ArrayList<>();
      for (Callable<Double> task : tasks) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      long began = System.nanoTime();
      start.countDown();
      double[] took = new double[tasks.size()];
      for (int i = 0; i < took.length; i++) {
        took[i] = running.get(i).get();
      }
      double all = (System.nanoTime() - began) / 1e6;
      return new Result(took.length, Quantiles.of(took, 0.5), Quantiles.of(took, 0.95), all);
    } catch (ExecutionException e) {
      throw new IOException("a call of the burst failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}

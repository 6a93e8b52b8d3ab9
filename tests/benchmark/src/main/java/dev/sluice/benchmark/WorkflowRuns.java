package dev.sluice.benchmark;

import dev.sluice.benchmark.workflow.EngineRuns;
import dev.sluice.benchmark.workflow.StoredRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Measures executions of workflows: of five steps in memory and over a store, beside what the store
 * takes of the same rows alone, and of many that wait. Not thread-safe.
 */
final class WorkflowRuns {
  private static final int CALLERS = 512;
  private static final int BATCH = 256;
  private static final int ROUNDS = 1_000_000;
  private static final int SINGLE = 500;
  private static final int WARM_UP = 3_000;

  private final Path scratch;
  private final Plan plan;
  private EngineRuns.Result memory = new EngineRuns.Result(Double.NaN, Double.NaN, Double.NaN);
  private EngineRuns.Loop loop = new EngineRuns.Loop(Double.NaN, 0);
  private StoredRuns.Result stored = new StoredRuns.Result(Double.NaN, Double.NaN);
  private StoredRuns.Result bound = new StoredRuns.Result(Double.NaN, Double.NaN);
  private double heapEach;
  private double recoverySeconds;
  private StoredRuns.Single single = new StoredRuns.Single(Double.NaN, Double.NaN);
  private double cancelMillis;

  WorkflowRuns(Path scratch, Plan plan) {
    this.scratch = scratch;
    this.plan = plan;
  }

  void run() throws IOException {
    memory = EngineRuns.fiveSteps(plan.window().multipliedBy(2));
    loop = EngineRuns.loop(ROUNDS);
    System.out.println("  workflows: in memory");
    try (StoredRuns runs = StoredRuns.open(Files.createTempDirectory(scratch, "executions"))) {
      durable(runs);
      System.out.println("  workflows: over the store");
      heapEach = runs.waiting(waiting());
      recoverySeconds = runs.recoverySeconds();
      single = runs.oneEvent(waiting(), WARM_UP, SINGLE);
      cancelMillis = runs.cancelMillis(SINGLE);
      System.out.println("  workflows: waiting");
    }
  }

  /**
   * Both by turns, after a warm-up of both, so that they meet the same disk and neither the JVM's
   * compilers; of all rounds the one in the middle counts.
   */
  private void durable(StoredRuns runs) throws IOException {
    StoredRuns.Result unusedWarmUp = runs.fiveSteps(CALLERS, plan.warmUp().multipliedBy(2));
    StoredRuns.Result unusedToo = runs.bound(BATCH, plan.warmUp());
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < plan.rounds(); i++) {
      rounds.add(
          new Round(
              runs.fiveSteps(CALLERS, plan.window().multipliedBy(2)),
              runs.bound(BATCH, plan.window().multipliedBy(2))));
    }
    rounds.sort(Comparator.comparingDouble(Round::share));
    Round middle = rounds.get(rounds.size() / 2);
    stored = middle.stored();
    bound = middle.bound();
  }

  private record Round(StoredRuns.Result stored, StoredRuns.Result bound) {
    double share() {
      return stored.perSecond() / bound.perSecond();
    }
  }

  /** How many executions wait. */
  int waiting() {
    return plan.waiting();
  }

  EngineRuns.Result memory() {
    return memory;
  }

  EngineRuns.Loop loop() {
    return loop;
  }

  StoredRuns.Result stored() {
    return stored;
  }

  /** What the store takes of the same rows, alone. */
  StoredRuns.Result bound() {
    return bound;
  }

  /** Bytes of heap for an execution that waits. */
  double heapEach() {
    return heapEach;
  }

  double recoverySeconds() {
    return recoverySeconds;
  }

  /** One event to the one that waits for it, and the store's turn. */
  StoredRuns.Single single() {
    return single;
  }

  double cancelMillis() {
    return cancelMillis;
  }
}

package dev.sluice.benchmark;

import dev.sluice.benchmark.workflow.EngineRuns;
import dev.sluice.benchmark.workflow.StoredRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures executions of workflows: of five steps in memory and over a store, beside what the store
 * takes of the same rows alone, and of many that wait. Not thread-safe.
 */
final class WorkflowRuns {
  private static final int CALLERS = 512;
  private static final int BATCH = 256;
  private static final int ROUNDS = 1_000_000;
  private static final int SINGLE = 300;

  private final Path scratch;
  private final Plan plan;
  private EngineRuns.Result memory = new EngineRuns.Result(Double.NaN, Double.NaN, Double.NaN);
  private EngineRuns.Loop loop = new EngineRuns.Loop(Double.NaN, 0);
  private StoredRuns.Result stored = new StoredRuns.Result(Double.NaN, Double.NaN);
  private StoredRuns.Result bound = new StoredRuns.Result(Double.NaN, Double.NaN);
  private double heapEach;
  private double recoverySeconds;
  private double eventMicros;
  private double turnMicros;
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
      StoredRuns.Result unusedWarmUp = runs.fiveSteps(CALLERS, plan.warmUp());
      stored = runs.fiveSteps(CALLERS, plan.window().multipliedBy(4));
      bound = runs.bound(BATCH, plan.window().multipliedBy(4));
      System.out.println("  workflows: over the store");
      heapEach = runs.waiting(waiting());
      recoverySeconds = runs.recoverySeconds();
      double unusedFirst = runs.eventMicros(0, SINGLE);
      eventMicros = runs.eventMicros(SINGLE, SINGLE);
      turnMicros = runs.turnMicros(SINGLE);
      cancelMillis = runs.cancelMillis(SINGLE);
      System.out.println("  workflows: waiting");
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

  /** Microseconds until an event is with the one that waits for it, beyond the store's own. */
  double eventMicros() {
    return eventMicros;
  }

  /** Microseconds of a turn of the store alone, with its sync. */
  double turnMicros() {
    return turnMicros;
  }

  double cancelMillis() {
    return cancelMillis;
  }
}

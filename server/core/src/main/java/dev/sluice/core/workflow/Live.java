package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.State;

/** An execution in memory. Confined to the thread of the executions. */
final class Live {
  private final State state;
  private ExecutionRecord record;

  Live(ExecutionRecord record, State state) {
    this.record = record;
    this.state = state;
  }

  State state() {
    return state;
  }

  ExecutionRecord record() {
    return record;
  }

  void record(ExecutionRecord after) {
    record = after;
  }
}

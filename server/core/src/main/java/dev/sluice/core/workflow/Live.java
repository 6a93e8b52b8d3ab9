package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** An execution in memory. Confined to the thread of the executions. */
final class Live {
  private final State state;
  private final Queue<Effects> outbox = new ArrayDeque<>();
  private ExecutionRecord record;
  private int done;

  /**
   * Takes one.
   *
   * @param done so many of its events have had their effects
   */
  Live(ExecutionRecord record, State state, int done) {
    this.record = record;
    this.state = state;
    this.done = done;
  }

  /**
   * What happened and has effects outside, which come in this order.
   *
   * @param first the number of the first of the events
   */
  record Effects(int first, List<HistoryEvent> events) {
    int end() {
      return first + events.size();
    }
  }

  State state() {
    return state;
  }

  ExecutionRecord record() {
    return record;
  }

  /** So many of its events have had their effects outside. */
  int done() {
    return done;
  }

  /** What is to be done outside; the first of them is under way. */
  Queue<Effects> outbox() {
    return outbox;
  }

  /** Whether nothing will happen to it by itself. */
  boolean isOver() {
    return state.status().isOver() && outbox.isEmpty();
  }

  void written(ExecutionRecord after, int doneAfter) {
    record = after;
    done = doneAfter;
  }
}

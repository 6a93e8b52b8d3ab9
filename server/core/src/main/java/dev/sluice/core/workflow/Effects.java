package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import java.util.List;

/** What follows from what is on disk. Called by the thread of the executions; quick. */
interface Effects {
  /**
   * Makes a call.
   *
   * @param state which is not there any more on return
   */
  void call(ExecutionRecord of, State state, PendingCall call);

  /** Whether events have effects but for calls that are waited for. */
  boolean any(String namespace, List<HistoryEvent> events);

  /** Has these effects, and tells {@link Told.Done} once it has. */
  void have(ExecutionRecord of, State state, Live.Effects effects);

  /** Says something again after a while. */
  void later(Told one);

  /** An execution is somewhere else, by these events, the last of its history. */
  void changed(ExecutionRecord record, State state, List<HistoryEvent> events);
}

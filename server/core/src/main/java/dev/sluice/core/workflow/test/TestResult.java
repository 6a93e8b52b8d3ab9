package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.ExecutionService.Waiting;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param output null where it did not complete
 * @param error why it faulted; null where it did not
 * @param context what tasks exported
 * @param next of a state that is done: the task after it, {@code exit} or {@code end}
 * @param message why it went no further, for people; null where it came to an end
 * @param unmocked the call that has no mock
 * @param listeners tasks that wait for events, with those that were not taken
 * @param history as an execution has it
 */
public record TestResult(
    Program program,
    Status status,
    @Nullable JsonNode output,
    @Nullable WorkflowError error,
    JsonNode context,
    @Nullable String next,
    @Nullable String message,
    @Nullable TestCall unmocked,
    List<Waiting> listeners,
    List<TestStep> steps,
    List<HistoryEvent> history) {
  public TestResult {
    listeners = List.copyOf(listeners);
    steps = List.copyOf(steps);
    history = List.copyOf(history);
  }

  /** How it ended. */
  public enum Status {
    COMPLETED,
    FAULTED,
    /** It waits for an event that was not among those of the test. */
    WAITING,
    /** A call has no mock. */
    UNMOCKED,
    /** It came to the bounds of tests. */
    STOPPED
  }
}

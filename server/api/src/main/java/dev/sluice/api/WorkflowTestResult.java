package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of the test of a workflow.
 *
 * @param status {@code completed}, {@code faulted}, {@code waiting} for an event that did not come,
 *     {@code unmocked} where a call has no mock, or {@code stopped} at the bounds of tests
 * @param output what it gave; null where it did not complete
 * @param error why it faulted, as tasks around it would catch it
 * @param context what tasks exported
 * @param next of a state that is done: the task after it, {@code exit} from its list, or {@code
 *     end}
 * @param message why it went no further, in a sentence for people
 * @param unmocked the call that has no mock
 * @param listeners tasks that wait for events, with the events that they did not take
 * @param steps tasks in the order in which they began
 * @param history as an execution has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowTestResult(
    String status,
    @Nullable Object output,
    @Nullable Map<String, Object> error,
    @Nullable Object context,
    @Nullable String next,
    @Nullable String message,
    @Nullable Call unmocked,
    List<ExecutionExplanation.Listener> listeners,
    List<Step> steps,
    List<Map<String, Object>> history) {

  /**
   * A call that was not made.
   *
   * @param task a JSON pointer to the task
   * @param kind {@code function}, {@code http}, {@code openapi}, {@code workflow}, {@code script}
   *     or {@code shell}
   * @param request without secrets
   */
  public record Call(String task, String kind, Object request) {}

  /**
   * A task that was done, or begun.
   *
   * @param task a JSON pointer to it
   * @param status {@code completed}, {@code skipped}, {@code faulted}, {@code cancelled} by what is
   *     around it, or {@code waiting}
   * @param at when it began, in the time of the test
   * @param endedAt when it ended; null where it did not
   * @param attempts how often what it tries was begun
   * @param rawInput what it got
   * @param input what {@code input.from} made of it
   * @param rawOutput what it gave
   * @param output what {@code output.as} made of it
   * @param decision the case of a switch
   * @param error why it failed
   * @param call what it called
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      String task,
      String name,
      String status,
      Instant at,
      @Nullable Instant endedAt,
      int attempts,
      @Nullable Object rawInput,
      @Nullable Object input,
      @Nullable Object rawOutput,
      @Nullable Object output,
      @Nullable String decision,
      @Nullable Map<String, Object> error,
      @Nullable Call call) {}
}

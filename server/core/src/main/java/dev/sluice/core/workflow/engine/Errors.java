package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Frame.Phase;
import dev.sluice.core.workflow.engine.HistoryEvent.Purpose;
import dev.sluice.core.workflow.engine.Program.Code;
import dev.sluice.flow.jq.JqExpression;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes errors to whoever catches them. Confined to one thread. */
final class Errors {
  private final State state;
  private final Surroundings around;
  private final Consumer<HistoryEvent> out;

  Errors(State state, Surroundings around, Consumer<HistoryEvent> out) {
    this.state = state;
    this.around = around;
    this.out = out;
  }

  private long now() {
    return around.now().toEpochMilli();
  }

  /**
   * Raises an error.
   *
   * @param owner in whose scope it was raised
   */
  void raise(Frame owner, WorkflowError error) {
    out.accept(new HistoryEvent.Raised(owner.id, now(), error));
    WorkflowError raised = error;
    for (Frame frame = owner; ; frame = state.frame(frame.parent)) {
      Work work = frame.task < 0 ? null : state.program().tasks().get(frame.task).work();
      if (work instanceof Work.Try attempt && frame.phase == Phase.SCOPE) {
        try {
          if (caught(frame, attempt, raised)) {
            return;
          }
        } catch (RaisedException e) {
          // The conditions of who catches raise errors of their own.
          raised = e.error().at(state.program().tasks().get(frame.task).pointer());
        }
      }
      if (frame.id == 0) {
        out.accept(new HistoryEvent.Faulted(now(), raised));
        return;
      }
    }
  }

  private boolean caught(Frame frame, Work.Try attempt, WorkflowError error) {
    Work.Catch rule = attempt.rule();
    Code code = state.program().tasks().get(frame.task);
    Data data =
        View.of(state, around, frame, code, frame.input)
            .data(frame.input)
            .with(rule.as(), error.json());
    if (!matches(rule.filter(), error) || !holds(rule.when(), rule.exceptWhen(), data)) {
      return false;
    }
    Retry retry = rule.retry();
    if (retry != null && holds(retry.when(), retry.exceptWhen(), data)) {
      if (again(frame, retry, data, error)) {
        return true;
      }
      if (attempt.handler() < 0) {
        return false;
      }
    }
    out.accept(new HistoryEvent.Caught(frame.id, error, attempt.handler() >= 0));
    return true;
  }

  private boolean again(Frame frame, Retry retry, Data data, WorkflowError error) {
    if (retry.attempts() >= 0 && frame.attempt > retry.attempts()) {
      return false;
    }
    Duration pause = retry.pause(frame.attempt, data, around.chance().getAsDouble());
    long due = now() + pause.toMillis();
    if (retry.total() != null && due > frame.startedAt + retry.total().duration(data).toMillis()) {
      return false;
    }
    out.accept(new HistoryEvent.Retrying(frame.id, frame.task, now(), frame.attempt + 1, error));
    out.accept(new HistoryEvent.TimerSet(state.nextTimer(), frame.id, Purpose.RETRY, due));
    return true;
  }

  /** An attempt begins: it may be bounded in time. */
  void attempt(Frame frame) {
    Code code = state.program().tasks().get(frame.task);
    Retry retry = ((Work.Try) code.work()).rule().retry();
    if (retry != null && retry.attemptTime() != null) {
      Data data = View.of(state, around, frame, code, frame.input).data(frame.input);
      long due = retry.attemptTime().due(data).toEpochMilli();
      out.accept(
          new HistoryEvent.TimerSet(state.nextTimer(), frame.id, Purpose.ATTEMPT_TIMEOUT, due));
    }
  }

  private static boolean matches(@Nullable JsonNode filter, WorkflowError error) {
    if (filter == null) {
      return true;
    }
    JsonNode json = error.json();
    for (Map.Entry<String, JsonNode> wanted : filter.properties()) {
      JsonNode value = Data.orNull(json.get(wanted.getKey()));
      boolean same =
          wanted.getKey().equals("type")
              ? WorkflowError.canonical(wanted.getValue().asText())
                  .equals(WorkflowError.canonical(value.asText()))
              : Schema.equal(wanted.getValue(), value);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(
      @Nullable JqExpression when, @Nullable JqExpression exceptWhen, Data data) {
    return (when == null || data.test(when)) && (exceptWhen == null || !data.test(exceptWhen));
  }
}

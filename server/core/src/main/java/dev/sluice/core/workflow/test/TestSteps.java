package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.core.workflow.test.TestStep.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of what happens: looks on while a turn does one task, and is told its events then.
 * Confined to one thread.
 */
final class TestSteps implements Engine.Inspector {
  private final Program program;
  private final TestRoom room;
  private final List<Draft> all = new ArrayList<>();
  private final Map<Integer, Draft> open = new LinkedHashMap<>();
  private final Map<Integer, Integer> parents = new HashMap<>();
  private int raisedIn;
  private int failing = -1;

  // Of the task of this turn.
  private int seen = -1;
  private @Nullable JsonNode raw;
  private @Nullable JsonNode input;
  private @Nullable JsonNode rawOutput;

  /** A step that is being made. */
  private static final class Draft {
    final int task;
    final long at;
    final JsonNode rawInput;
    final @Nullable JsonNode input;
    Status status = Status.WAITING;
    @Nullable Long endedAt;
    int attempts = 1;
    @Nullable JsonNode rawOutput;
    @Nullable JsonNode output;
    @Nullable String decision;
    @Nullable WorkflowError error;
    @Nullable TestCall call;

    Draft(int task, long at, JsonNode rawInput, @Nullable JsonNode input) {
      this.task = task;
      this.at = at;
      this.rawInput = rawInput;
      this.input = input;
    }

    void end(Status how, long when) {
      status = how;
      endedAt = when;
    }

    TestStep step() {
      return new TestStep(
          task, status, at, endedAt, attempts, rawInput, input, rawOutput, output, decision, error,
          call);
    }
  }

  TestSteps(Program program, TestRoom room) {
    this.program = program;
    this.room = room;
  }

  /** Forgets the task of the turn before. */
  void next() {
    seen = -1;
    raw = null;
    input = null;
    rawOutput = null;
  }

  @Override
  public void input(int task, JsonNode got, JsonNode made) {
    seen = task;
    raw = got;
    input = made;
    room.take(got);
    room.take(made);
  }

  @Override
  public void rawOutput(int task, JsonNode output) {
    seen = task;
    rawOutput = output;
    room.take(output);
  }

  /** The frame that a frame is in; 0 for the workflow itself. */
  int parent(int frame) {
    return parents.getOrDefault(frame, 0);
  }

  /** The task of a frame that has not been left; -1 where it has none. */
  int task(int frame) {
    Draft draft = open.get(frame);
    return draft == null ? -1 : draft.task;
  }

  void add(HistoryEvent event, long now) {
    if (event instanceof HistoryEvent.Entered e) {
      parents.put(e.frame(), e.parent());
      open.put(e.frame(), draft(e.task(), e.at(), e.raw(), input == null ? e.input() : input));
    } else if (event instanceof HistoryEvent.BranchEntered e) {
      parents.put(e.frame(), e.parent());
    } else if (event instanceof HistoryEvent.Passed e) {
      passed(e);
    } else if (event instanceof HistoryEvent.Left e) {
      endInside(e.frame(), e.at(), null);
      Draft left = open.remove(e.frame());
      if (left != null) {
        left.rawOutput = rawOutput;
        left.output = e.output();
        left.end(Status.COMPLETED, e.at());
      }
    } else if (event instanceof HistoryEvent.CallScheduled e) {
      Draft caller = open.get(e.frame());
      if (caller != null) {
        caller.call = new TestCall(program.pointer(caller.task), e.kind(), e.request());
      }
    } else {
      addError(event, now);
    }
  }

  private void addError(HistoryEvent event, long now) {
    if (event instanceof HistoryEvent.Failed e) {
      failing = e.frame();
    } else if (event instanceof HistoryEvent.Raised e) {
      raisedIn = e.frame();
      if (!endInside(e.frame(), e.at(), e.error())) {
        failedAtOnce(e);
      }
      failing = -1;
    } else if (event instanceof HistoryEvent.Caught e) {
      boolean unused = endInside(e.frame(), now, e.error());
    } else if (event instanceof HistoryEvent.Retrying e) {
      boolean unused = endInside(e.frame(), e.at(), e.error());
      Draft again = open.get(e.frame());
      if (again != null) {
        again.attempts = e.attempt();
      }
    } else if (event instanceof HistoryEvent.Faulted e) {
      boolean unused = endInside(-1, e.at(), e.error());
    } else if (event instanceof HistoryEvent.Completed e) {
      boolean unused = endInside(-1, e.at(), null);
    }
  }

  private Draft draft(int task, long at, JsonNode rawInput, @Nullable JsonNode made) {
    Draft draft = new Draft(task, at, rawInput, made);
    all.add(draft);
    return draft;
  }

  private void passed(HistoryEvent.Passed e) {
    boolean skipped = "skipped".equals(e.note());
    Draft draft = draft(e.task(), e.at(), raw == null ? e.output() : raw, input);
    draft.rawOutput = rawOutput;
    draft.output = e.output();
    draft.decision = skipped ? null : e.note();
    draft.end(skipped ? Status.SKIPPED : Status.COMPLETED, e.at());
  }

  /** A task failed that was never entered. */
  private void failedAtOnce(HistoryEvent.Raised e) {
    String instance = e.error().instance();
    List<Integer> found = instance == null ? List.of() : program.find(instance);
    if (found.size() == 1) {
      int task = found.get(0);
      boolean known = task == seen;
      Draft draft =
          draft(task, e.at(), known && raw != null ? raw : NullNode.instance, known ? input : null);
      draft.error = e.error();
      draft.end(Status.FAULTED, e.at());
    }
  }

  /**
   * Ends what is open inside a frame, or everything inside of -1: with an error, what it came
   * through; the rest is cut off.
   *
   * @return whether the task that raised the error was among them
   */
  private boolean endInside(int frame, long at, @Nullable WorkflowError error) {
    boolean raised = false;
    for (Integer inside : List.copyOf(open.keySet())) {
      if (frame >= 0 && !isInside(inside, frame)) {
        continue;
      }
      Draft draft = open.remove(inside);
      boolean itself =
          error != null
              && (inside == failing || program.pointer(draft.task).equals(error.instance()));
      if (itself || (error != null && (inside == raisedIn || isInside(raisedIn, inside)))) {
        draft.error = error;
        draft.end(Status.FAULTED, at);
      } else {
        draft.end(Status.CANCELLED, at);
      }
      raised = raised || itself;
    }
    return raised;
  }

  private boolean isInside(int frame, int other) {
    int at = frame;
    while (at > 0 && at != other) {
      at = parent(at);
      if (at == other) {
        return true;
      }
    }
    return false;
  }

  List<TestStep> steps() {
    return all.stream().map(Draft::step).toList();
  }
}

package dev.sluice.flow.graph;

import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Scope;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import java.util.List;

/** The states of the serverless whitepaper, and what the language has beyond them. */
public enum StateType {
  START,
  /** The end of this scope; of the whole workflow where it is the outermost. */
  EXIT,
  /** The end of the whole workflow, from inside of it. */
  END,
  EVENT,
  OPERATION,
  SWITCH,
  PASS,
  WAIT,
  FAIL,
  PARALLEL,
  FOR_EACH,
  TRY,
  /** A task that says nothing of what it does, or too much. */
  UNKNOWN;

  /** What a task is drawn as: one that waits for this or that group of events is an event state. */
  public static StateType of(Task task) {
    TaskKind kind = task.kind();
    if (!EventGroups.of(task).isEmpty()) {
      return EVENT;
    }
    if (kind == null) {
      return UNKNOWN;
    }
    return switch (kind) {
      case LISTEN -> EVENT;
      case CALL, DO, EMIT, RUN -> OPERATION;
      case SWITCH -> SWITCH;
      case SET -> PASS;
      case WAIT -> WAIT;
      case RAISE -> FAIL;
      case FORK -> PARALLEL;
      case FOR -> FOR_EACH;
      case TRY -> TRY;
    };
  }

  /** The lists of tasks that are drawn inside of a task's state. */
  static List<Scope> inside(Task task) {
    return EventGroups.of(task).isEmpty() ? task.scopes() : List.of();
  }
}

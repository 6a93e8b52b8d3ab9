package dev.sluice.flow.graph;

import dev.sluice.flow.task.TaskKind;
import org.jspecify.annotations.Nullable;

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

  static StateType of(@Nullable TaskKind kind) {
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
}

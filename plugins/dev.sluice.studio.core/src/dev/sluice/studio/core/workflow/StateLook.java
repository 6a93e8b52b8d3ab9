package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.StateType;
import dev.sluice.flow.task.EventGroups;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Node.Look;
import dev.sluice.studio.core.graph.Tone;
import org.jspecify.annotations.Nullable;

/** How states of workflows look, and what they are called: in the whitepaper's words. */
public final class StateLook {
  private StateLook() {}

  /** Colour and sign of a state. */
  public static Look of(StateType type, @Nullable TaskKind kind) {
    return switch (type) {
      case START -> new Look(Tone.GREEN, Glyph.PLAY);
      case EXIT, END -> new Look(Tone.GREY, Glyph.STOP);
      case EVENT -> new Look(Tone.AMBER, Glyph.BOLT);
      case OPERATION -> new Look(operation(kind), sign(kind));
      case SWITCH -> new Look(Tone.VIOLET, Glyph.BRANCH);
      case PASS -> new Look(Tone.GREY, Glyph.PASS);
      case WAIT -> new Look(Tone.TEAL, Glyph.CLOCK);
      case FAIL -> new Look(Tone.RED, Glyph.CROSS);
      case PARALLEL -> new Look(Tone.INDIGO, Glyph.PARALLEL);
      case FOR_EACH -> new Look(Tone.INDIGO, Glyph.LOOP);
      case TRY -> new Look(Tone.PINK, Glyph.SHIELD);
      case UNKNOWN -> new Look(Tone.RED, Glyph.QUESTION);
    };
  }

  private static Tone operation(@Nullable TaskKind kind) {
    return kind == TaskKind.DO ? Tone.INDIGO : Tone.BLUE;
  }

  private static Glyph sign(@Nullable TaskKind kind) {
    if (kind == TaskKind.EMIT) {
      return Glyph.SEND;
    }
    if (kind == TaskKind.RUN) {
      return Glyph.NESTED;
    }
    return kind == TaskKind.DO ? Glyph.LIST : Glyph.FUNCTION;
  }

  /** What a state is called: {@code Event}, {@code Operation}, {@code Switch} and so on. */
  public static String word(@Nullable TaskKind kind) {
    if (kind == null) {
      return "State of no kind";
    }
    return switch (kind) {
      case LISTEN -> "Event";
      case CALL -> "Operation";
      case DO -> "Sequence";
      case EMIT -> "Emit";
      case RUN -> "Sub-workflow";
      case SWITCH -> "Switch";
      case SET -> "Pass";
      case WAIT -> "Delay";
      case RAISE -> "Fail";
      case FORK -> "Parallel";
      case FOR -> "ForEach";
      case TRY -> "Try";
    };
  }

  /** What the state of a task is called. */
  public static String word(Task task) {
    return EventGroups.of(task).isEmpty() ? word(task.kind()) : word(TaskKind.LISTEN);
  }

  /** The type of a task's state. */
  public static StateType type(Task task) {
    return StateType.of(task);
  }
}

package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in an execution. Its history is these, in order, and nothing else: the
 * state is what they make of an empty one. Frames are parts that are entered and left; frame 0 is
 * the workflow itself. Tasks are numbers in the program, so a history belongs to one definition.
 */
public sealed interface HistoryEvent {
  /** It began. */
  record Started(String id, long at, JsonNode raw, JsonNode input) implements HistoryEvent {}

  /** A task began that takes time or has tasks inside. */
  record Entered(int frame, int parent, int task, long at, JsonNode raw, JsonNode input)
      implements HistoryEvent {}

  /** A branch of a fork began. */
  record BranchEntered(int frame, int parent, int branch) implements HistoryEvent {}

  /** A loop knows what it is about. */
  record Looped(int frame, JsonNode items) implements HistoryEvent {}

  /** A loop takes its next item, or a listener its next event. */
  record Iterated(int frame, int index) implements HistoryEvent {}

  /**
   * A task was done at once, or skipped.
   *
   * @param next what comes after it: a place in the scope, or a directive
   * @param context what the context is from here on; null where it stays
   * @param note the case of a switch, or {@code skipped}; null for nothing
   */
  record Passed(
      int parent,
      int task,
      long at,
      JsonNode output,
      @Nullable JsonNode context,
      int next,
      @Nullable String note)
      implements HistoryEvent {}

  /**
   * A task or branch was done.
   *
   * @param task the task; -1 for a branch
   */
  record Left(int frame, int task, long at, JsonNode output, @Nullable JsonNode context, int next)
      implements HistoryEvent {}

  /** Something outside is to be called; the key is the same whenever it is tried. */
  record CallScheduled(int frame, String key, String kind, JsonNode request, boolean await)
      implements HistoryEvent {}

  /** A call came to a result. */
  record Returned(int frame, long at, JsonNode result) implements HistoryEvent {}

  /** A call failed. */
  record Failed(int frame, long at, WorkflowError error) implements HistoryEvent {}

  /** Something will happen at a moment. */
  record TimerSet(int timer, int frame, Purpose purpose, long due) implements HistoryEvent {}

  /** What a timer is for. */
  enum Purpose {
    WAIT,
    RETRY,
    TIMEOUT,
    ATTEMPT_TIMEOUT
  }

  /** The moment came, or somebody said so. */
  record TimerFired(int timer, long at) implements HistoryEvent {}

  /** A task waits for events. */
  record Listening(int frame) implements HistoryEvent {}

  /**
   * An event was taken.
   *
   * @param filter which one it was for; -1 where it ends the waiting
   * @param keys by which it belongs to others
   */
  record EventConsumed(
      int frame,
      int filter,
      long at,
      String source,
      String eventId,
      JsonNode value,
      Map<String, JsonNode> keys)
      implements HistoryEvent {}

  /** What a listener's tasks made of an event. */
  record EventHandled(int frame, JsonNode output) implements HistoryEvent {}

  /** An event is to be published. */
  record Emitted(int parent, int task, JsonNode event) implements HistoryEvent {}

  /** An error was raised; who catches it is told next. */
  record Raised(int frame, long at, WorkflowError error) implements HistoryEvent {}

  /** An error was caught, and is handled by tasks, if there are some. */
  record Caught(int frame, WorkflowError error, boolean handler) implements HistoryEvent {}

  /** An error was caught, and it will be tried again when the timer fires. */
  record Retrying(int frame, int task, long at, int attempt, WorkflowError error)
      implements HistoryEvent {}

  /** Nothing goes on until it is resumed. */
  record Suspended(long at, Audit audit) implements HistoryEvent {}

  /** It goes on. */
  record Resumed(long at, Audit audit) implements HistoryEvent {}

  /** It was ended from outside. */
  record Cancelled(long at, Audit audit) implements HistoryEvent {}

  /** Nobody caught an error. */
  record Faulted(long at, WorkflowError error) implements HistoryEvent {}

  /** It was done. */
  record Completed(long at, JsonNode output) implements HistoryEvent {}

  /**
   * Somebody repaired it.
   *
   * @param fix what was done: {@code retry}, {@code skip}, {@code jump} ...
   * @param frame what it was done to
   * @param value the input, output, context or event that was given
   */
  record Fixed(String fix, int frame, int next, JsonNode value, long at, Audit audit)
      implements HistoryEvent {}

  /** Who did something, and why. */
  record Audit(String who, String why) {}
}

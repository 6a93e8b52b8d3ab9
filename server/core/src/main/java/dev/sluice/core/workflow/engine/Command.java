package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import org.jspecify.annotations.Nullable;

/** Something that an execution is told. What does not fit its state does nothing. */
public sealed interface Command {
  /** Begin. */
  record Start(String id, JsonNode input) implements Command {}

  /** Go on where the last turn came to its bounds. */
  record Continue() implements Command {}

  /** A call ended. Told again, or of a call that nobody waits for, it does nothing. */
  record CallEnded(String key, @Nullable JsonNode result, @Nullable WorkflowError error)
      implements Command {}

  /** A timer is due. */
  record TimerDue(int timer) implements Command {}

  /**
   * An event arrived.
   *
   * @param event in the JSON format of CloudEvents
   */
  record Deliver(JsonNode event) implements Command {}

  /** Do nothing until it is resumed. */
  record Suspend(Audit audit) implements Command {}

  /** Go on. */
  record Resume(Audit audit) implements Command {}

  /** End. */
  record Cancel(Audit audit) implements Command {}

  /** Repair it. */
  record Fix(Repair repair, Audit audit) implements Command {}

  /** What is repaired. */
  sealed interface Repair {}

  /** Begins the task at hand anew, or goes on after a fault; with another input, where given. */
  record Retry(@Nullable String task, @Nullable JsonNode input) implements Repair {}

  /** Leaves the task at hand with an output. */
  record Skip(@Nullable String task, JsonNode output) implements Repair {}

  /** Goes on at another task of the same scope. */
  record Jump(@Nullable String task, String target, @Nullable JsonNode input) implements Repair {}

  /** Replaces the context. */
  record EditContext(JsonNode context) implements Repair {}

  /** Lets a timer fire now: that of a task, or the first one. */
  record FireTimer(@Nullable String task) implements Repair {}
}

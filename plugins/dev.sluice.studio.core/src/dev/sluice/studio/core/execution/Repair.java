package dev.sluice.studio.core.execution;

import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be done about several executions at once. */
public enum Repair {
  RETRY(
      "retry",
      "Retry",
      "The state at hand begins anew with the input that it had, also after a fault."),
  SUSPEND("suspend", "Suspend", "Nothing goes on until they are resumed; calls under way end."),
  RESUME("resume", "Resume", "They go on from where they are."),
  CANCEL("cancel", "Cancel", "They end at once, and nothing more of them is done."),
  SKIP("skip", "Skip", "The state at hand is left, and the data goes on as its output."),
  JUMP(
      "jump",
      "Jump",
      "They go on at another state of the list that they are in, with the input at hand."),
  TIMER("timer", "Fire Timer", "The moment that is waited for comes now."),
  DELIVER("deliver", "Deliver Event", "Each of them gets this event, as if it had come by itself.");

  /** An event to begin with, of the type {@code com.example.event}: JSON. */
  public static final String EVENT =
      "{\n  \"specversion\": \"1.0\",\n  \"id\": \"by-hand-1\",\n"
          + "  \"source\": \"https://example.com/by-hand\",\n"
          + "  \"type\": \"com.example.event\",\n  \"data\": {}\n}";

  private final String verb;
  private final String title;
  private final String about;

  Repair(String verb, String title, String about) {
    this.verb = verb;
    this.title = title;
    this.about = about;
  }

  /** As the server calls it. */
  public String verb() {
    return verb;
  }

  /** As people call it: {@code Fire Timer}. */
  public String title() {
    return title;
  }

  /** What it does, in a sentence. */
  public String about() {
    return about;
  }

  /** The data that it needs, to be changed: JSON; null where it needs none. */
  public @Nullable String data() {
    return switch (this) {
      case SKIP -> "{}";
      case DELIVER -> EVENT;
      default -> null;
    };
  }

  /** Whether it needs the name of a state. */
  public boolean takesState() {
    return this == JUMP;
  }

  /** Whether it may do something about an execution; the server knows for sure. */
  public boolean fits(ExecutionInfo info) {
    boolean running = info.status().equals("running");
    boolean suspended = info.status().equals("suspended");
    return switch (this) {
      case SUSPEND -> running;
      case RESUME -> suspended;
      case CANCEL, TIMER, DELIVER -> running || suspended;
      case RETRY, SKIP, JUMP -> running || suspended || info.status().equals("faulted");
    };
  }

  /**
   * Why the server would do nothing about an execution, as far as that is known here.
   *
   * @param status the execution's
   * @param state that it was to go on at
   */
  String whyNot(String status, String state) {
    if (status.equals("completed") || status.equals("cancelled")) {
      return "it is over";
    }
    return switch (this) {
      case SUSPEND -> status.equals("suspended") ? "it is suspended already" : "it is not running";
      case RESUME -> "it is not suspended";
      case CANCEL -> "it is over";
      case JUMP -> "no state '" + state + "' is beside the one at hand";
      case TIMER -> "it waits for no moment";
      case DELIVER -> "it does not wait for this event";
      case RETRY, SKIP -> "no state is at hand";
    };
  }

  /**
   * What is told to the server.
   *
   * @param why for the history; empty for nothing
   * @param data as {@link #data} is, read
   */
  @SuppressWarnings("unchecked")
  ExecutionFix fix(String why, @Nullable Object data, String state) {
    return new ExecutionFix(
        why.isEmpty() ? null : why,
        null,
        null,
        this == SKIP ? data : null,
        this == JUMP && !state.isEmpty() ? state : null,
        null,
        this == DELIVER && data instanceof Map<?, ?> event ? (Map<String, Object>) event : null);
  }
}

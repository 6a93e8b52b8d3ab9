package dev.sluice.api;

import java.time.Instant;
import java.util.List;

/**
 * Why an execution does not go on by itself.
 *
 * @param tasks JSON pointers to the tasks that it is at
 * @param calls that have not ended
 * @param timers that have not fired
 * @param listeners tasks that wait for events
 * @param context what tasks have exported
 */
public record ExecutionExplanation(
    String status,
    List<String> tasks,
    List<Call> calls,
    List<Timer> timers,
    List<Listener> listeners,
    Object context) {

  /**
   * A call.
   *
   * @param key that is the same whenever it is made
   */
  public record Call(String key, String kind, Object request) {}

  /**
   * A moment that is waited for.
   *
   * @param purpose {@code wait}, {@code retry}, {@code timeout} or {@code attempt-timeout}
   */
  public record Timer(String task, String purpose, Instant due) {}

  /**
   * A task that waits for events.
   *
   * @param types of events; none where it may be any
   */
  public record Listener(String task, List<String> types) {}
}

package dev.sluice.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param filters which events it waits for
   * @param misses events of its types that came since and were not what it waits for, the newest
   *     last
   */
  public record Listener(
      String task, Instant since, List<String> types, List<Filter> filters, List<Miss> misses) {}

  /**
   * Events that are waited for.
   *
   * @param with attributes with what they must be, where that is fixed
   * @param keys by which the event belongs to the execution
   */
  public record Filter(Map<String, Object> with, List<Key> keys) {}

  /**
   * A key of an event.
   *
   * @param from jq that gives it of an event
   * @param expected what it must be; null where the first event says it
   */
  public record Key(String name, String from, @Nullable Object expected) {}

  /**
   * An event that was not taken.
   *
   * @param event its attributes
   * @param why one sentence for people
   */
  public record Miss(Instant at, Map<String, Object> event, String why) {}
}

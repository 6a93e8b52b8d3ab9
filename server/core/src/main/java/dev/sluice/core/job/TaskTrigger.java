package dev.sluice.core.job;

import dev.sluice.core.invocation.InvocationRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which task an invocation is of, as its record says: what asks for it is the job, and the event's
 * id is the task's number.
 *
 * @param job its id
 * @param task 0 and up
 */
public record TaskTrigger(String job, long task) {
  private static final String PREFIX = "job:";

  static String of(Job job) {
    return PREFIX + job.id();
  }

  /**
   * The task.
   *
   * @param trigger of an invocation
   * @param eventId of its event
   * @return null for an invocation of no task
   */
  public static @Nullable TaskTrigger of(String trigger, @Nullable String eventId) {
    return trigger.startsWith(PREFIX) && eventId != null
        ? new TaskTrigger(trigger.substring(PREFIX.length()), Long.parseLong(eventId))
        : null;
  }

  /** The task that a record is of; null for none. */
  public static @Nullable TaskTrigger of(InvocationRecord record) {
    return of(record.trigger(), record.request().eventId());
  }
}

package dev.sluice.core.queue;

import dev.sluice.core.function.AsyncPolicy.Destination;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is of.
 *
 * @param function a function, or a destination that is none
 * @param association the association whose events it has, or the job, as {@link #ofJob} writes it;
 *     empty for asynchronous invocations
 * @param shard which part of an ordered association's events it has, which run in turn; null where
 *     the queue is not ordered
 */
public record QueueName(
    String namespace, String function, String association, @Nullable String shard) {

  /** No association's name has a colon. */
  private static final String JOB = "job:";

  /** A queue that is not ordered. */
  public QueueName(String namespace, String function, String association) {
    this(namespace, function, association, null);
  }

  /** The queue of a job's tasks. */
  public static QueueName ofJob(String namespace, String function, String job) {
    return new QueueName(namespace, function, JOB + job);
  }

  /** The same without its shard: what all shards of one target have in common. */
  public QueueName whole() {
    return shard == null ? this : new QueueName(namespace, function, association);
  }

  /** The job whose tasks it has; null for none. */
  public @Nullable String job() {
    return association.startsWith(JOB) ? association.substring(JOB.length()) : null;
  }

  /** The sink that its events go to; null for none. */
  public @Nullable String sink() {
    return Destination.sink(function);
  }

  /** The workflow that its events start; null for none. */
  public @Nullable String workflow() {
    return Destination.workflow(function);
  }

  boolean isFunction() {
    return sink() == null && workflow() == null;
  }
}

package dev.sluice.core.job;

import dev.sluice.core.queue.QueueName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param id grows with time
 * @param qualifier what the caller asked for
 * @param version what all tasks run: {@code latest} or a version's number
 * @param key what the caller calls it by, or null
 * @param endedAt null until it is over
 * @param ends how often it was over: failed tasks that are run again take it up once more
 */
public record Job(
    String id,
    String namespace,
    String function,
    String qualifier,
    String version,
    @Nullable String key,
    String description,
    Plan plan,
    State state,
    Progress progress,
    Instant createdAt,
    @Nullable Instant endedAt,
    int ends) {

  /** How it stands. */
  public enum State {
    RUNNING,
    /** No task begins. */
    PAUSED,
    /** It is cancelled once the tasks that run have ended. */
    CANCELLING,
    /** All tasks succeeded. */
    SUCCEEDED,
    /** All tasks ended, and not all of them well. */
    FAILED,
    CANCELLED;

    /** Whether nothing more happens by itself. */
    public boolean isOver() {
      return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * What is to be done.
   *
   * @param range the numbers that are the items; null where they are stored
   * @param items how many, 1 and up
   * @param itemsPerTask most that a task gets
   * @param parallelism most tasks at once; null for what the function says
   * @param maxAttempts of each task; null for what the function says
   */
  public record Plan(
      @Nullable Range range,
      long items,
      int itemsPerTask,
      @Nullable Integer parallelism,
      @Nullable Integer maxAttempts) {
    /** How many there are. */
    public long tasks() {
      return (items + itemsPerTask - 1) / itemsPerTask;
    }
  }

  /** Numbers: the first, and how far the next one is away. */
  public record Range(long from, long step) {
    long item(long index) {
      return from + index * step;
    }
  }

  /**
   * How far it is.
   *
   * @param started tasks that were put into the queue
   * @param offset where in the stored items the next task begins
   * @param cancelled tasks that will not run
   */
  public record Progress(long started, long offset, long succeeded, long failed, long cancelled) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    /** Tasks in the queue. */
    public long outstanding() {
      return started - succeeded - failed - cancelled;
    }

    Progress after(long tasks, long nextOffset) {
      return new Progress(started + tasks, nextOffset, succeeded, failed, cancelled);
    }
  }

  /** The queue of its tasks. */
  public QueueName queue() {
    return QueueName.ofJob(namespace, function, id);
  }

  /** Whether there are tasks that are not in the queue yet. */
  boolean hasMore() {
    return progress.started() < plan.tasks();
  }

  /** Whether all its tasks have ended. */
  boolean isDone() {
    return !hasMore() && progress.outstanding() == 0;
  }

  Job in(State other) {
    return with(other, progress);
  }

  Job at(Progress other) {
    return with(state, other);
  }

  private Job with(State then, Progress far) {
    return new Job(
        id,
        namespace,
        function,
        qualifier,
        version,
        key,
        description,
        plan,
        then,
        far,
        createdAt,
        endedAt,
        ends);
  }
}

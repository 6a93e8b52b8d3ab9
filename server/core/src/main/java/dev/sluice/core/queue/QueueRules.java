package dev.sluice.core.queue;

import dev.sluice.core.function.AsyncPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is said of queues besides what their functions say. Thread-safe. */
public interface QueueRules {

  /**
   * Several events that a function gets at once.
   *
   * @param size most of them, 1 and up
   * @param window how long the first one waits for others
   */
  record Gathering(int size, Duration window) {}

  /**
   * What becomes of events of an ordered queue.
   *
   * @param blocks whether one that fails for good stops its shard, instead of becoming a dead
   *     letter
   * @param keeps whether those that were settled are kept
   */
  record Stream(boolean blocks, boolean keeps) {
    /** What holds where nothing is said. */
    public static final Stream USUAL = new Stream(false, false);
  }

  /** How events of the queue run whose function says this. */
  default AsyncPolicy policy(QueueName queue, AsyncPolicy ofFunction) {
    return ofFunction;
  }

  /** Most events of the queue that run at once; null where only the function has a bound. */
  default @Nullable Integer concurrency(QueueName queue) {
    return null;
  }

  /** What becomes of events of the queue; null where it is not ordered. */
  default @Nullable Stream stream(QueueName queue) {
    return null;
  }

  /** How events of the queue are gathered for one run; null where each has its own. */
  default @Nullable Gathering gathering(QueueName queue) {
    return null;
  }
}

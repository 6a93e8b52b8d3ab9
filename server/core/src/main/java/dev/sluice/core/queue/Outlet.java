package dev.sluice.core.queue;

import dev.sluice.core.SluiceException;
import java.time.Duration;

/**
 * Takes events out of queues that are no function's: those of sinks and of workflows. Thread-safe.
 */
public interface Outlet {

  /**
   * Hands an event over; the other side has it on return. The same event may be handed over again.
   *
   * @throws SluiceException with a caller's fault where it will not be taken another time
   * @throws Exception why it was not taken now; it is tried again
   */
  void deliver(QueuedEvent event, byte[] payload) throws Exception;

  /** How hard is tried to empty this queue. */
  Effort effort(QueueName queue);

  /**
   * How hard is tried.
   *
   * @param maxAttempts how often an event is handed over in all, 1 and up
   * @param retryDelay before the second time; each further pause is twice as long
   */
  record Effort(int maxAttempts, Duration retryDelay) {
    /** For about an hour. */
    public static final Effort USUAL = new Effort(12, Duration.ofSeconds(1));
  }
}

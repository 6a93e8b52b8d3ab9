package dev.sluice.core.queue;

import dev.sluice.core.IdSource;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.queue.StreamStore.Replayed;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with ordered queues from outside. Thread-safe. */
public final class Streams {
  private final QueueStore store;
  private final Attempts attempts;
  private final QueueDispatcher dispatcher;
  private final Clock clock;
  private final IdSource ids;

  Streams(
      QueueStore store, Attempts attempts, QueueDispatcher dispatcher, Clock clock, IdSource ids) {
    this.store = store;
    this.attempts = attempts;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.ids = ids;
  }

  /** Where they stand. */
  public StreamStore store() {
    return store.streams();
  }

  /**
   * Has an event that blocks its shard tried again, with all its attempts before it.
   *
   * @return false where it does not block any more
   */
  public boolean retry(QueuedEvent blocking) {
    boolean unblocked = store.streams().unblock(blocking);
    if (unblocked) {
      dispatcher.unblocked(blocking, List.of());
    }
    return unblocked;
  }

  /**
   * Makes an event that blocks its shard a dead letter, and goes on after it.
   *
   * @return false where it does not block any more
   */
  public boolean skip(QueuedEvent blocking) {
    Failure failure = blocking.failure();
    if (failure == null || !store.streams().unblock(blocking)) {
      return false;
    }
    // Nothing runs in the shard before the dispatcher is told.
    Settlement.Over skipped = attempts.givenUp(blocking, failure);
    store.settle(List.of(skipped));
    dispatcher.unblocked(blocking, skipped.outputs());
    return true;
  }

  /**
   * Delivers kept events again, from a position on; those that run end as they do.
   *
   * @param targets queues without shards, whose events are put back
   * @param function only events for it; null for all
   */
  public Replayed replay(
      List<QueueName> targets,
      String namespace,
      String association,
      @Nullable String function,
      long from) {
    targets.forEach(target -> dispatcher.rewind(target, true));
    try {
      return store
          .streams()
          .replay(namespace, association, function, from, clock.instant(), ids::next);
    } finally {
      targets.forEach(target -> dispatcher.rewind(target, false));
    }
  }
}

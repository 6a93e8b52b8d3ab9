package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an attempt at an event came to. */
public sealed interface Settlement {

  /** The event. */
  String id();

  /**
   * It is over, and its record stays. The event goes, or stays as a dead letter where the record
   * says so.
   *
   * @param outputs what follows from it, to be queued in the same transaction
   * @param mark where it was in an ordered queue, whose checkpoint moves; null for none
   */
  record Over(InvocationRecord record, List<Accepting> outputs, @Nullable Mark mark)
      implements Settlement {
    public Over {
      outputs = List.copyOf(outputs);
    }

    /** One that was in no ordered queue. */
    public Over(InvocationRecord record, List<Accepting> outputs) {
      this(record, outputs, null);
    }

    @Override
    public String id() {
      return record.id();
    }

    /** Whether the event stays. */
    public boolean isDead() {
      return record.status() == Status.DEAD_LETTERED;
    }
  }

  /**
   * A place in an ordered queue.
   *
   * @param at its position, as a moment
   * @param ended when it was over
   * @param keeps whether the event is kept for replays, unless it is a dead letter
   */
  record Mark(QueueName queue, Instant at, Instant ended, boolean keeps) {}

  /**
   * It failed for good and stays where it is: nothing of its shard runs before somebody says so.
   *
   * @param event with why
   */
  record Blocked(QueuedEvent event) implements Settlement {
    @Override
    public String id() {
      return event.id();
    }
  }

  /** It was handed over, and goes; there was no invocation, and is no record. */
  record Handed(String id) implements Settlement {}

  /**
   * It could not be handed over, and stays as a dead letter.
   *
   * @param event with why
   */
  record Undeliverable(QueuedEvent event) implements Settlement {
    @Override
    public String id() {
      return event.id();
    }
  }

  /**
   * It is tried again.
   *
   * @param event as it is then
   */
  record Again(QueuedEvent event) implements Settlement {
    @Override
    public String id() {
      return event.id();
    }
  }
}

package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Status;
import java.util.List;

/** What an attempt at an event came to. */
public sealed interface Settlement {

  /** The event. */
  String id();

  /**
   * It is over, and its record stays. The event goes, or stays as a dead letter where the record
   * says so.
   *
   * @param outputs what follows from it, to be queued in the same transaction
   */
  record Over(InvocationRecord record, List<Accepting> outputs) implements Settlement {
    public Over {
      outputs = List.copyOf(outputs);
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

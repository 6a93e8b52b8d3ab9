package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import java.time.Instant;
import java.util.List;

/** What an attempt at an event came to. */
public sealed interface Settlement {

  /** The event. */
  String id();

  /**
   * It is over: the event goes, its record stays, and what follows from it is queued.
   *
   * @param outputs go into the queue in the same transaction
   */
  record Ended(String id, InvocationRecord record, List<Accepting> outputs) implements Settlement {
    public Ended {
      outputs = List.copyOf(outputs);
    }
  }

  /** It is tried again. */
  record Again(String id, int attempts, Instant dueAt, Failure failure) implements Settlement {}

  /** It is given up: the event stays as a dead letter. */
  record Dead(String id, InvocationRecord record, List<Accepting> outputs) implements Settlement {
    public Dead {
      outputs = List.copyOf(outputs);
    }
  }
}

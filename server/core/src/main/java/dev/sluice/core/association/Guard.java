package dev.sluice.core.association;

import dev.sluice.core.association.Association.State;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.queue.QueueName;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses associations whose events die one after the other. Thread-safe. */
final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final AssociationStore store;
  private final AssociationService service;

  /** Dead letters in a row, of those that have any. */
  private final ConcurrentHashMap<QueueName, Integer> failures = new ConcurrentHashMap<>();

  Guard(AssociationStore store, AssociationService service) {
    this.store = store;
    this.service = service;
  }

  /** An event has left the queue. */
  void ended(QueueName queue, InvocationRecord record) {
    if (queue.association().isEmpty()
        || queue.job() != null
        || record.status() == Status.CANCELLED) {
      return;
    }
    if (record.status() != Status.DEAD_LETTERED) {
      failures.remove(queue.whole());
      return;
    }
    int inARow = failures.merge(queue.whole(), 1, Integer::sum);
    Optional<Association> found = store.find(queue.namespace(), queue.association());
    int most = found.map(association -> association.rule().pauseAfter()).orElse(0);
    if (most > 0 && inARow >= most && found.get().state() == State.ENABLED) {
      failures.remove(queue.whole());
      Failure failure = record.failure();
      String reason =
          inARow
              + " events in a row could not be run by '"
              + queue.function()
              + "'"
              + (failure == null ? "." : "; the last one: " + failure.message());
      LOG.warn("The association {} is paused: {}", queue.association(), reason);
      service.set(queue.namespace(), queue.association(), State.PAUSED, reason);
    }
  }
}

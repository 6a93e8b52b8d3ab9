package dev.sluice.core.queue;

import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.AsyncPolicy.Semantics;
import dev.sluice.core.function.FunctionCatalog;

/** What functions say about events that nobody waits for. Thread-safe. */
final class Targets {
  private final FunctionCatalog catalog;

  Targets(FunctionCatalog catalog) {
    this.catalog = catalog;
  }

  /** The policy of the function's latest definition; the usual one where there is none. */
  AsyncPolicy latest(QueueName queue) {
    FunctionCatalog.Entry entry = catalog.find(queue.namespace(), queue.function());
    return entry == null ? AsyncPolicy.USUAL : entry.function().definition().async();
  }

  /** The event on its way in, to be remembered where the function must not get it twice. */
  Accepting accepting(QueuedEvent event) {
    AsyncPolicy policy = latest(event.queue());
    boolean once =
        policy.semantics() == Semantics.EFFECTIVELY_ONCE && event.content().eventId() != null;
    return new Accepting(event, once ? event.createdAt().plus(policy.deduplication()) : null);
  }
}

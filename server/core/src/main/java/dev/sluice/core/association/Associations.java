package dev.sluice.core.association;

import dev.sluice.core.IdSource;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.queue.EventQueue;
import java.time.Clock;

/** The parts of associations that others use. */
public record Associations(AssociationService service, Router router) {

  /** Puts them together. */
  public static Associations of(
      AssociationStore store,
      FunctionCatalog catalog,
      EventFilters filters,
      EventFormat format,
      InvocationService invocations,
      EventQueue queue,
      Clock clock,
      IdSource ids) {
    Router router = new Router(store, filters, format, invocations, queue, clock, ids);
    AssociationService service =
        new AssociationService(store, new Rules(catalog, filters), router, queue, clock);
    queue.onEnded(new Guard(store, service)::ended);
    return new Associations(service, router);
  }
}

package dev.sluice.core.association;

import dev.sluice.core.IdSource;
import dev.sluice.core.event.EventLanguages;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.queue.EventQueue;
import java.time.Clock;

/** The parts of associations that others use. */
public record Associations(
    AssociationService service,
    Router router,
    ShardService shards,
    CombinationService combinations,
    RecentEvents recent) {

  /** Puts them together. */
  public static Associations of(
      AssociationStore store,
      FunctionCatalog catalog,
      EventLanguages languages,
      EventFormat format,
      InvocationService invocations,
      EventQueue queue,
      Clock clock,
      IdSource ids) {
    Inputs made = new Inputs(store, languages.inputs());
    queue.onInput(made::of);
    TargetRules targets = new TargetRules(store);
    queue.onRules(targets);
    RecentEvents recent = new RecentEvents(languages, format, clock);
    Router router =
        new Router(
            store,
            languages.filters(),
            made,
            targets,
            recent,
            format,
            new Routes(format, invocations, ids),
            queue,
            clock);
    AssociationService service =
        new AssociationService(store, new Rules(catalog, languages), router, queue, clock);
    queue.onEnded(new Guard(store, service)::ended);
    return new Associations(
        service,
        router,
        new ShardService(store, service, queue, clock),
        new CombinationService(service, queue),
        recent);
  }
}

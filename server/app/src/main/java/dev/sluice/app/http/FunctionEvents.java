package dev.sluice.app.http;

import dev.sluice.core.IdSource;
import dev.sluice.core.association.Router;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.Outward;
import dev.sluice.core.queue.EventQueue;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.util.List;

/** What functions start, to the queue and to associations. Thread-safe. */
public final class FunctionEvents implements Outward {
  /** The name of the source, for associations that ask for it. */
  private static final String SOURCE = "functions";

  private final EventQueue queue;
  private final Router router;
  private final EventDrafts drafts;

  /**
   * Hands on to these.
   *
   * @param mostBytes of an event in JSON
   */
  public FunctionEvents(EventQueue queue, Router router, int mostBytes, Clock clock, IdSource ids) {
    this.queue = queue;
    this.router = router;
    this.drafts = new EventDrafts(mostBytes, clock, ids);
  }

  @Override
  public String accept(InvokeCommand command) {
    return queue.accept(command).id();
  }

  @Override
  public CloudEvent event(Given given) {
    return drafts.read(given);
  }

  @Override
  public List<String> emit(String namespace, CloudEvent event, int depth) {
    return router.accept(List.of(new Router.Arrival(namespace, SOURCE, event, depth)));
  }
}

package dev.sluice.app;

import dev.sluice.app.http.TreeEvents;
import dev.sluice.core.queue.Outlet;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import org.jspecify.annotations.Nullable;

/**
 * Empties the queues that are no function's: events of workflows start executions, once each, and
 * all others go to sinks. Thread-safe.
 */
final class Outlets implements Outlet {
  private final Outlet sinks;
  private final ExecutionService executions;

  Outlets(Outlet sinks, ExecutionService executions) {
    this.sinks = sinks;
    this.executions = executions;
  }

  @Override
  public void deliver(QueuedEvent event, byte[] payload) throws Exception {
    @Nullable String workflow = event.queue().workflow();
    if (workflow == null) {
      sinks.deliver(event, payload);
      return;
    }
    ExecutionRecord unusedStarted =
        executions.start(
            event.queue().namespace(), workflow, null, event.id(), TreeEvents.tree(payload));
  }

  @Override
  public Effort effort(QueueName queue) {
    return queue.workflow() == null ? sinks.effort(queue) : Effort.USUAL;
  }
}

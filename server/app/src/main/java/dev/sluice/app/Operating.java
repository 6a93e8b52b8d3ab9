package dev.sluice.app;

import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.http.HttpParts;
import dev.sluice.app.metrics.ServerMetrics;
import dev.sluice.core.IdSource;
import dev.sluice.core.audit.AuditService;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.rollout.RolloutCounts;
import dev.sluice.core.rollout.RolloutService;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** What operators use, with its thread. Confined to the thread that runs the server. */
final class Operating implements AutoCloseable {
  private final RolloutCounts counts = new RolloutCounts();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, new NamedThreads("sluice-rollouts"));

  private final ServerConfig.AuditConfig limits;
  private final Clock clock;
  private final IdSource ids;

  Operating(ServerConfig.AuditConfig limits, Clock clock, IdSource ids) {
    this.limits = limits;
    this.clock = clock;
    this.ids = ids;
  }

  /** All who are told of invocations. */
  InvocationObserver observers(ServerMetrics metrics, Recording recording) {
    return InvocationObserver.both(metrics, InvocationObserver.both(recording.throttles(), counts));
  }

  /** Goes on where rollouts stood; call it before anything is invoked. */
  HttpParts.Operations start(
      Database database, FunctionCatalog catalog, ServerMetrics metrics, LiveHub live) {
    RolloutService rollouts =
        new RolloutService(
            database.rollouts(), database.functions(), catalog, counts, live, clock, ids);
    rollouts.recover();
    metrics.watchRollouts(rollouts::active);
    Housekeeping.watchRollouts(timer, rollouts);
    AuditService audit =
        new AuditService(database.audit(), clock, ids, limits.age(), limits.lines());
    Housekeeping.pruneAudit(timer, audit);
    return new HttpParts.Operations(rollouts, audit);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package dev.sluice.app;

import dev.sluice.api.ServerInfo;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.http.HttpParts;
import dev.sluice.app.metrics.ServerMetrics;
import dev.sluice.core.IdSource;
import dev.sluice.core.audit.AuditService;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.pool.Roster;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.rollout.RolloutCounts;
import dev.sluice.core.rollout.RolloutService;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;

/** What operators use, with its thread. Confined to the thread that runs the server. */
final class Operating implements AutoCloseable {
  private final RolloutCounts counts = new RolloutCounts();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, new NamedThreads("sluice-rollouts"));

  private final ServerConfig.AuditConfig limits;
  private final Supplier<ServerInfo> state;
  private final Clock clock;
  private final IdSource ids;

  /** Of the server with this configuration and data. */
  static Operating of(
      ServerConfig config, DataDirectory data, SandboxProvider sandbox, Clock clock, IdSource ids) {
    ServerState state =
        new ServerState(
            clock.instant(),
            data.sandbox(),
            config.database() == null ? data.database() : null,
            sandbox,
            config.pool().memoryBytes());
    return new Operating(config.audit(), state, clock, ids);
  }

  private Operating(
      ServerConfig.AuditConfig limits, Supplier<ServerInfo> state, Clock clock, IdSource ids) {
    this.limits = limits;
    this.state = state;
    this.clock = clock;
    this.ids = ids;
  }

  /** All who are told of invocations. */
  InvocationObserver observers(ServerMetrics metrics, Recording recording) {
    return InvocationObserver.both(metrics, InvocationObserver.both(recording.throttles(), counts));
  }

  /** Goes on where rollouts stood; call it before anything is invoked. */
  HttpParts.Operations start(
      Database database,
      FunctionCatalog catalog,
      ServerMetrics metrics,
      LiveHub live,
      Roster roster) {
    RolloutService rollouts =
        new RolloutService(
            database.rollouts(), database.functions(), catalog, counts, live, clock, ids);
    rollouts.recover();
    metrics.watchRollouts(rollouts::active);
    Housekeeping.watchRollouts(timer, rollouts);
    AuditService audit =
        new AuditService(database.audit(), clock, ids, limits.age(), limits.lines());
    Housekeeping.pruneAudit(timer, audit);
    return new HttpParts.Operations(rollouts, audit, roster, state);
  }

  @Override
  public void close() throws InterruptedException {
    Housekeeping.end(timer);
  }
}

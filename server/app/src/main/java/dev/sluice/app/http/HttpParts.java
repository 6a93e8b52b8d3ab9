package dev.sluice.app.http;

import dev.sluice.api.ServerInfo;
import dev.sluice.core.IdSource;
import dev.sluice.core.access.AccessService;
import dev.sluice.core.access.Caller;
import dev.sluice.core.access.KeyService;
import dev.sluice.core.association.Associations;
import dev.sluice.core.audit.AuditService;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.function.CodeRefreshes;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.VersionService;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.invocation.ReplayService;
import dev.sluice.core.invocation.pool.Roster;
import dev.sluice.core.job.JobObjects;
import dev.sluice.core.job.JobService;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.log.LogService;
import dev.sluice.core.namespace.NamespaceService;
import dev.sluice.core.queue.DeadLetters;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.rollout.RolloutService;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.sink.Sinks;
import dev.sluice.core.source.Sources;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.test.WorkflowTests;
import dev.sluice.spi.sandbox.SandboxProvider;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the API speaks for.
 *
 * @param objects what jobs get that is fetched
 * @param sandbox for what the host can do; no instance is started from here
 * @param metrics what {@code /metrics} shows
 * @param ids names occurrences of errors
 */
public record HttpParts(
    AccessService access,
    FunctionService functions,
    CodeRefreshes refreshes,
    BuildService builds,
    VersionService versions,
    InvocationService invocations,
    ReplayService replays,
    RecordService records,
    EventQueue queue,
    DeadLetters deadLetters,
    Associations associations,
    Flows flows,
    Sources sources,
    Sinks sinks,
    JobService jobs,
    JobObjects objects,
    Operations operations,
    StatsService stats,
    LogService logs,
    NamespaceService namespaces,
    KeyService keys,
    SecretService secrets,
    RoleService roles,
    LiveHub live,
    SandboxProvider sandbox,
    Metrics metrics,
    Clock clock,
    IdSource ids) {

  /** The server's numbers. Thread-safe. */
  @FunctionalInterface
  public interface Metrics {
    /**
     * As they are now, in the text format 0.0.4 of Prometheus.
     *
     * @param caller null for one without a token, who sees no name of a namespace or function
     */
    byte[] text(@Nullable Caller caller);
  }

  /** Workflows, their executions and their tests. */
  public record Flows(
      WorkflowService workflows, ExecutionService executions, WorkflowTests tests) {}

  /** What operators use. */
  public record Operations(
      RolloutService rollouts, AuditService audit, Roster roster, Supplier<ServerInfo> state) {}

  RolloutService rollouts() {
    return operations.rollouts();
  }

  Roster roster() {
    return operations.roster();
  }

  Supplier<ServerInfo> state() {
    return operations.state();
  }

  AuditService audit() {
    return operations.audit();
  }

  WorkflowService workflows() {
    return flows.workflows();
  }

  ExecutionService executions() {
    return flows.executions();
  }
}

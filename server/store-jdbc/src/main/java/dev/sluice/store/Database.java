package dev.sluice.store;

import dev.sluice.core.access.KeyStore;
import dev.sluice.core.association.AssociationStore;
import dev.sluice.core.audit.AuditStore;
import dev.sluice.core.binding.StateStore;
import dev.sluice.core.build.BuildStore;
import dev.sluice.core.function.CodeCheckStore;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.invocation.InvocationStore;
import dev.sluice.core.job.JobStore;
import dev.sluice.core.log.LogRemoval;
import dev.sluice.core.log.LogStore;
import dev.sluice.core.namespace.NamespaceStore;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.role.RoleStore;
import dev.sluice.core.rollout.RolloutStore;
import dev.sluice.core.secret.SecretStore;
import dev.sluice.core.sink.SinkStore;
import dev.sluice.core.source.SourceStore;
import dev.sluice.core.stats.StatsStore;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.WorkflowStore;
import dev.sluice.store.access.JdbcKeyStore;
import dev.sluice.store.association.JdbcAssociationStore;
import dev.sluice.store.audit.JdbcAuditStore;
import dev.sluice.store.binding.JdbcStateStore;
import dev.sluice.store.build.JdbcBuildStore;
import dev.sluice.store.function.JdbcCodeCheckStore;
import dev.sluice.store.function.JdbcFunctionStore;
import dev.sluice.store.invocation.JdbcInvocationStore;
import dev.sluice.store.invocation.JdbcLogStore;
import dev.sluice.store.job.JdbcJobStore;
import dev.sluice.store.namespace.JdbcNamespaceStore;
import dev.sluice.store.queue.JdbcQueueStore;
import dev.sluice.store.role.JdbcRoleStore;
import dev.sluice.store.rollout.JdbcRolloutStore;
import dev.sluice.store.secret.JdbcSecretStore;
import dev.sluice.store.sink.JdbcSinkStore;
import dev.sluice.store.source.JdbcSourceStore;
import dev.sluice.store.sql.Transactions;
import dev.sluice.store.stats.JdbcStatsStore;
import dev.sluice.store.workflow.JdbcExecutionStore;
import dev.sluice.store.workflow.JdbcWorkflowStore;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/** An open database with its schema up to date. Thread-safe; close it once, after all use. */
public final class Database implements AutoCloseable {
  private final FunctionStore functions;
  private final CodeCheckStore codeChecks;
  private final InvocationStore invocations;
  private final JdbcLogStore logs;
  private final NamespaceStore namespaces;
  private final KeyStore keys;
  private final SecretStore secrets;
  private final StatsStore stats;
  private final BuildStore builds;
  private final QueueStore queue;
  private final AssociationStore associations;
  private final WorkflowStore workflows;
  private final ExecutionStore executions;
  private final SourceStore sources;
  private final SinkStore sinks;
  private final RoleStore roles;
  private final JobStore jobs;
  private final RolloutStore rollouts;
  private final AuditStore audit;
  private final StateStore bindingState;
  private final Runnable shutdown;

  Database(Transactions transactions, Runnable shutdown) {
    this.functions = new JdbcFunctionStore(transactions);
    this.codeChecks = new JdbcCodeCheckStore(transactions);
    this.invocations = new JdbcInvocationStore(transactions);
    this.logs = new JdbcLogStore(transactions);
    this.namespaces = new JdbcNamespaceStore(transactions);
    this.keys = new JdbcKeyStore(transactions);
    this.secrets = new JdbcSecretStore(transactions);
    this.stats = new JdbcStatsStore(transactions);
    this.builds = new JdbcBuildStore(transactions);
    this.queue = new JdbcQueueStore(transactions);
    this.associations = new JdbcAssociationStore(transactions);
    this.workflows = new JdbcWorkflowStore(transactions);
    this.executions = new JdbcExecutionStore(transactions);
    this.sources = new JdbcSourceStore(transactions);
    this.sinks = new JdbcSinkStore(transactions);
    this.roles = new JdbcRoleStore(transactions);
    this.jobs = new JdbcJobStore(transactions);
    this.rollouts = new JdbcRolloutStore(transactions);
    this.audit = new JdbcAuditStore(transactions);
    this.bindingState = new JdbcStateStore(transactions);
    this.shutdown = shutdown;
  }

  /**
   * Opens the embedded database {@code sluice} in a directory, made if missing; its files are
   * readable by this user only. One process can have it open.
   *
   * @param threads makes the one thread that syncs commits to the disk; it ends with {@link #close}
   * @throws StoreUnavailableException when another server has it open, or it cannot be read or
   *     written
   */
  public static Database openH2(Path directory, ThreadFactory threads) {
    return new H2Opener(directory, threads).open();
  }

  /**
   * Opens a PostgreSQL database that exists; the user may create tables in it.
   *
   * @param url {@code jdbc:postgresql://HOST:PORT/NAME}
   * @throws StoreUnavailableException when there is none, it refuses the user, or it holds the
   *     tables of a newer server
   */
  public static Database openPostgres(String url, String user, String password) {
    return new PostgresOpener(url, user, password).open();
  }

  public FunctionStore functions() {
    return functions;
  }

  public CodeCheckStore codeChecks() {
    return codeChecks;
  }

  public InvocationStore invocations() {
    return invocations;
  }

  public LogStore logs() {
    return logs;
  }

  public LogRemoval logRemoval() {
    return logs;
  }

  public NamespaceStore namespaces() {
    return namespaces;
  }

  public KeyStore keys() {
    return keys;
  }

  public SecretStore secrets() {
    return secrets;
  }

  public StatsStore stats() {
    return stats;
  }

  public BuildStore builds() {
    return builds;
  }

  public QueueStore queue() {
    return queue;
  }

  public AssociationStore associations() {
    return associations;
  }

  public WorkflowStore workflows() {
    return workflows;
  }

  public ExecutionStore executions() {
    return executions;
  }

  public SourceStore sources() {
    return sources;
  }

  public RoleStore roles() {
    return roles;
  }

  public SinkStore sinks() {
    return sinks;
  }

  public JobStore jobs() {
    return jobs;
  }

  public AuditStore audit() {
    return audit;
  }

  public StateStore bindingState() {
    return bindingState;
  }

  public RolloutStore rollouts() {
    return rollouts;
  }

  /** Waits for running syncs, gives unused space of an embedded database back, and closes it. */
  @Override
  public void close() {
    shutdown.run();
  }
}

package dev.sluice.core.fake;

import dev.sluice.api.CodeSource;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.TimeOrderedIds;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.binding.Bindings;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.build.BuildSettings;
import dev.sluice.core.function.CodeFetches;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.function.Runtimes;
import dev.sluice.core.function.VersionService;
import dev.sluice.core.invocation.ContextRequests;
import dev.sluice.core.invocation.FunctionLog;
import dev.sluice.core.invocation.InstanceSpecs;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvocationSettings;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.invocation.Redactions;
import dev.sluice.core.invocation.WarmKeeper;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.invocation.pool.PoolSettings;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.role.RoleService;
import dev.sluice.core.secret.Seal;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.trace.Traces;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The core over fakes at its ports. */
public final class TestCore implements AutoCloseable {
  /** The namespace whose functions may use the host's network. */
  public static final String OPEN = "open";

  public static final PoolSettings SETTINGS =
      new PoolSettings(
          4,
          8,
          Long.MAX_VALUE,
          Duration.ofMinutes(5),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          100);

  public final MemoryFunctionStore store = new MemoryFunctionStore();
  public final MemoryCodeStore code = new MemoryCodeStore();
  public final MemoryInvocationStore records = new MemoryInvocationStore();
  public final FakeSandbox sandbox = new FakeSandbox();
  public final LiveHub live = new LiveHub();
  public final FunctionCatalog catalog = new FunctionCatalog(store, live);
  public final IdSource ids = new TimeOrderedIds(Clock.systemUTC(), new SplittableRandom(1));
  public final MemoryNamespaceStore namespaces = new MemoryNamespaceStore(store);
  public final Quotas quotas = new Quotas(namespaces, Ticker.system());
  public final NetworkPolicy network = new NetworkPolicy(Set.of(OPEN), quotas);
  public final MemorySecretStore sealed = new MemorySecretStore();
  public final SecretService secrets =
      new SecretService(
          sealed,
          new Seal(List.of(new byte[Seal.KEY_BYTES]), new SecureRandom()),
          store::usesSecret,
          Clock.systemUTC());
  public final MemoryBuildStore buildRecords = new MemoryBuildStore();
  public final FakeBuilder builder = new FakeBuilder();
  public final BuildService builds =
      new BuildService(
          builder,
          code,
          buildRecords,
          live,
          new BuildSettings(FakeBuilder.TERMS, 1, Duration.ofMillis(200), 3),
          Clock.systemUTC(),
          Ticker.system(),
          ids);
  public final MemoryRoleStore roleRecords = new MemoryRoleStore();
  public final RoleService roles = new RoleService(roleRecords, Clock.systemUTC());
  public final FakeRemoteCode remote = new FakeRemoteCode();
  public final CodeFetches fetches =
      new CodeFetches(remote, secrets, FakeRemoteCode::duration, 2, Duration.ofMillis(200));
  public final Bindings bindings =
      new Bindings(
          List.of(),
          secrets,
          network,
          FakeRemoteCode::duration,
          Executors.newCachedThreadPool(),
          Ticker.system());
  public final FunctionService functions =
      new FunctionService(
          store,
          code,
          builds,
          fetches,
          new Runtimes(sandbox.runtimes()),
          catalog,
          network,
          quotas,
          secrets,
          roles,
          bindings.rules(),
          Clock.systemUTC(),
          ids);
  public final VersionService versions = new VersionService(store, catalog, Clock.systemUTC());
  public final RecordJournal journal = new RecordJournal(records, 0, id -> {});
  public final InstancePool pool =
      new InstancePool(sandbox, SETTINGS, new FakeLoad(), Ticker.system());

  private final Redactions redactions = new Redactions();
  private final InstanceSpecs specs = new InstanceSpecs(code, secrets, roles, redactions);
  public final ContextRequests requests = new ContextRequests(roles, secrets, redactions);
  private final FunctionLog log = new FunctionLog(journal, live, redactions);

  /** Codes of the calls that found no instance. */
  public final List<ErrorCode> refused = new CopyOnWriteArrayList<>();

  private final InvocationObserver observer =
      new InvocationObserver() {
        @Override
        public void ended(InvocationRecord invocation) {}

        @Override
        public void refused(InvokeCommand command, String version, ErrorCode code) {
          refused.add(code);
        }
      };

  /** What the keeper of warm instances takes for the time, in nanoseconds. */
  public final AtomicLong now = new AtomicLong();

  /** The next draw of a weight. */
  public volatile double draw;

  public final InvocationService invocations =
      new InvocationService(
          catalog,
          network,
          quotas,
          specs,
          pool,
          bindings,
          log,
          journal,
          live,
          observer,
          new InvocationSettings(1_000, 1_000, 500),
          Clock.systemUTC(),
          Ticker.system(),
          ids,
          () -> draw,
          new Traces(new java.util.SplittableRandom(1)::nextLong),
          requests);

  /** Starts instances in the thread that changes a function. */
  public final WarmKeeper keeper =
      new WarmKeeper(
          store, catalog, network, specs, pool, log, Clock.systemUTC(), now::get, Runnable::run);

  private final Thread writer = new Thread(journal, "journal");

  public TestCore() {
    writer.start();
  }

  /** A valid function. */
  public static FunctionSpec spec(String name) {
    return new FunctionSpec(
        name,
        "python3",
        "main.handler",
        CodeSource.ofInline("def handler(event, context): return event"),
        null,
        null,
        null,
        null,
        null);
  }

  /** A call in the default namespace. */
  public static InvokeCommand call(String function, String qualifier) {
    return call("default", function, qualifier);
  }

  /** A call. */
  public static InvokeCommand call(String namespace, String function, String qualifier) {
    return new InvokeCommand(
        namespace,
        function,
        qualifier,
        new InvokeCommand.Event(
            "{}".getBytes(StandardCharsets.UTF_8),
            "application/json",
            null,
            null,
            RoutingValues.NONE),
        "test",
        null,
        null,
        true);
  }

  @Override
  public void close() {
    journal.close();
  }
}

package dev.sluice.app;

import dev.sluice.app.config.SecretKeys;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.config.Units;
import dev.sluice.app.http.FunctionEvents;
import dev.sluice.app.http.HttpParts;
import dev.sluice.app.http.HttpParts.Operations;
import dev.sluice.app.http.HttpServer;
import dev.sluice.app.http.JsonEvents;
import dev.sluice.app.metrics.ServerMetrics;
import dev.sluice.app.workflow.Scripts;
import dev.sluice.app.workflow.WorkflowOutside;
import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.TimeOrderedIds;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.association.Associations;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.event.EventLanguages;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.Runtimes;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.invocation.ReplayService;
import dev.sluice.core.invocation.WarmKeeper;
import dev.sluice.core.invocation.pool.HostLoad;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.job.JobService;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.secret.Seal;
import dev.sluice.core.sink.Sinks;
import dev.sluice.core.source.Sources;
import dev.sluice.expression.cesql.CesqlFilters;
import dev.sluice.expression.jq.JqInputs;
import dev.sluice.source.SinkKinds;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.store.Database;
import dev.sluice.store.StoreUnavailableException;
import dev.sluice.store.code.DiskCodeStore;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every part of a running server, put together by hand; parts are closed in the opposite order.
 * Confined to the thread that runs the server.
 */
final class ServerWiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWiring.class);

  private record Part(String name, AutoCloseable closing) {}

  private static final Invoking.Chance CHANCE =
      new Invoking.Chance(ServerWiring::chance, () -> ThreadLocalRandom.current().nextLong());

  private final ServerConfig config;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final HostLoad load = new ProcessorLoad();
  private final Clock clock = new MicrosecondClock(Clock.systemUTC());

  private final SecureRandom random = new SecureRandom();

  private ServerWiring(ServerConfig config) {
    this.config = config;
  }

  /**
   * Starts a server; what it had started is closed again when something fails.
   *
   * @throws StartException with one line for the operator
   */
  static ServerWiring start(ServerConfig config, SandboxOpener sandboxes) throws StartException {
    ServerWiring wiring = new ServerWiring(config);
    try {
      wiring.http = wiring.wire(sandboxes);
      return wiring;
    } catch (StoreUnavailableException e) {
      wiring.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (StartException | RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private @org.jspecify.annotations.Nullable HttpServer http;

  private HttpServer wire(SandboxOpener sandboxes) throws StartException {
    RandomText texts = new RandomText(random);
    DataDirectory data = keep("data directory", DataDirectory.take(config.data()));
    // Bubblewrap's absence is the likeliest reason not to start: it is found before anything else.
    SandboxProvider sandbox = keep("sandbox", sandbox(sandboxes, data));
    Database database = keep("database", openDatabase(data));
    CodeStore code = new DiskCodeStore(data.code(), config.code(), config.imageRoots());
    IdSource ids = new TimeOrderedIds(clock, new SplittableRandom(random.nextLong()));
    Tenants tenants = tenants(database, data, ids, texts);
    LiveHub live = new LiveHub();
    BuildService builds = builds(sandbox, code, database, live, ids);
    Functions functions = functions(data, database, code, sandbox, builds, tenants, live, ids);
    FunctionCatalog catalog = functions.catalog();
    Recording recording = record(data, database, tenants.quotas(), ids);
    InstancePool pool = pool(sandbox);
    ServerMetrics metrics = new ServerMetrics(pool, sandbox, config.pool().memoryBytes());
    Operating operating = keep("rollouts", Operating.of(config, data, sandbox, clock, ids));
    Invoking.Ground ground =
        new Invoking.Ground(
            config, code, tenants, pool, live, operating.observers(metrics, recording), clock, ids);
    Invoking invoking = Invoking.of(ground, functions, recording, metrics, CHANCE);
    InvocationService invocations = invoking.invocations();
    Sinks sinks = keep("sinks", sinks(database, tenants, ids));
    Queueing queueing = queue(database, invocations, recording.records(), catalog, metrics, ids);
    WarmKeeper keeper = keepWarm(database, catalog, tenants.network(), invoking);
    Associations associations = associate(database, catalog, invocations, queueing.queue(), ids);
    invoking
        .requests()
        .to(
            new FunctionEvents(
                queueing.queue(),
                associations.router(),
                invocations.settings().maxPayloadBytes(),
                clock,
                ids));
    keepHouse(pool, keeper, recording, queueing.queue(), associations, builds, database, code);
    Workflows flows =
        workflows(database, invoking, code, sandbox, associations, tenants, live, ids);
    JobService jobs = jobs(database, catalog, invocations, queueing, associations, metrics, ids);
    Operations operations = operating.start(database, catalog, metrics, live, pool.roster());
    queueing.start(new Outlets(sinks, flows.flows().executions()));
    HttpServer server =
        serve(
            data,
            new HttpParts(
                tenants.access(),
                functions.service(),
                functions.refreshes(),
                builds,
                functions.versions(),
                invocations,
                new ReplayService(recording.records(), invocations),
                recording.records(),
                queueing.queue(),
                queueing.deadLetters(),
                associations,
                flows.flows(),
                sources(database, invoking, associations, tenants, ids),
                sinks,
                jobs,
                Jobs.objects(data, tenants),
                operations,
                recording.stats(),
                recording.logs(),
                tenants.namespaces(),
                tenants.keys(),
                tenants.secrets(),
                tenants.roles(),
                live,
                sandbox,
                metrics::text,
                clock,
                ids));
    recording.index().start(); // last of all: it reads what is on disk
    return server;
  }

  private InstancePool pool(SandboxProvider sandbox) {
    return new InstancePool(sandbox, config.pool(), load, Ticker.system());
  }

  private HttpServer serve(DataDirectory data, HttpParts speaksFor) throws StartException {
    HttpServer server = new HttpServer(config, speaksFor, new NamedThreads("sluice-http"));
    keep("HTTP server", server);
    keep("builds", speaksFor.builds()::stop);
    try {
      server.start();
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
    keep("invocations", () -> drain(server, speaksFor));
    data.announce(server.url(), server.gateway(), ProcessHandle.current().pid());
    keep("server.json", data::retract);
    return server;
  }

  private SandboxProvider sandbox(SandboxOpener sandboxes, DataDirectory data)
      throws StartException {
    return sandboxes.open(
        config.sandbox(), data.sandbox(), clock, new NamedThreads("sluice-sandbox"));
  }

  private BuildService builds(
      SandboxProvider sandbox, CodeStore code, Database database, LiveHub live, IdSource ids) {
    BuildService builds =
        new BuildService(
            sandbox.builder(),
            code,
            database.builds(),
            live,
            config.build(),
            clock,
            Ticker.system(),
            ids);
    builds.recover();
    return builds;
  }

  private Functions functions(
      DataDirectory data,
      Database database,
      CodeStore code,
      SandboxProvider sandbox,
      BuildService builds,
      Tenants tenants,
      LiveHub live,
      IdSource ids) {
    Functions.Surroundings here =
        new Functions.Surroundings(
            data.fetches(), data.volumes(), config.code(), clock, ids, ServerWiring::chance);
    return keep(
            "refreshes of code", Functions.of(database, code, sandbox, builds, tenants, live, here))
        .start();
  }

  private void keepHouse(
      InstancePool pool,
      WarmKeeper keeper,
      Recording recording,
      EventQueue queue,
      Associations associations,
      BuildService builds,
      Database database,
      CodeStore code) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(2, new NamedThreads("sluice-timer"));
    keep("timer", () -> Housekeeping.end(timer));
    Housekeeping.start(
        timer,
        pool,
        keeper,
        recording,
        builds,
        Collections.min(List.of(config.retention(), config.logs().age())),
        database.functions(),
        code);
    Housekeeping.takeSamples(timer, new Samples(pool, queue, recording.stats(), clock));
    Housekeeping.forgetReceipts(timer, queue);
    Housekeeping.expireCombinations(timer, queue);
    Housekeeping.forgetKept(timer, associations.shards());
  }

  private Tenants tenants(Database database, DataDirectory data, IdSource ids, RandomText texts)
      throws StartException {
    Set<String> onHost = config.hostNetworkNamespaces();
    String adminToken = data.adminToken(texts);
    return Tenants.of(database, adminToken, seal(data, texts), onHost, clock, ids, texts);
  }

  private Workflows workflows(
      Database database,
      Invoking invoking,
      CodeStore code,
      SandboxProvider sandbox,
      Associations associations,
      Tenants tenants,
      LiveHub live,
      IdSource ids) {
    InvocationService invocations = invoking.invocations();
    Scripts scripts = new Scripts(invocations, code, new Runtimes(sandbox.runtimes()));
    WorkflowOutside outside =
        new WorkflowOutside(
            invocations, scripts, associations.router(), tenants.network(), tenants.secrets());
    Workflows workflows =
        keep(
            "executions of workflows",
            Workflows.start(
                database,
                outside,
                associations,
                config.executionRetention(),
                invoking.platform(),
                clock,
                ids,
                ServerWiring::chance));
    workflows.flows().executions().tell(live);
    return workflows;
  }

  private Associations associate(
      Database database,
      FunctionCatalog catalog,
      InvocationService invocations,
      EventQueue queue,
      IdSource ids) {
    Associations associations =
        Associations.of(
            database.associations(),
            catalog,
            new EventLanguages(new CesqlFilters(), new JqInputs()),
            new JsonEvents(),
            invocations,
            queue,
            clock,
            ids);
    associations.service().recover();
    return associations;
  }

  /** Jobs, which go on once the queue takes their tasks. */
  private JobService jobs(
      Database database,
      FunctionCatalog catalog,
      InvocationService invocations,
      Queueing queueing,
      Associations associations,
      ServerMetrics metrics,
      IdSource ids) {
    Jobs jobs =
        Jobs.start(
            database, catalog, invocations, queueing, associations, config.retention(), clock, ids);
    metrics.watchJobs(keep("jobs", jobs).service()::counts);
    return jobs.service();
  }

  private Sinks sinks(Database database, Tenants tenants, IdSource ids) {
    return new Sinks(
        database.sinks(),
        SinkKinds.all(),
        tenants.secrets(),
        tenants.network(),
        Units::duration,
        clock,
        ids);
  }

  private Sources sources(
      Database database,
      Invoking invoking,
      Associations associations,
      Tenants tenants,
      IdSource ids) {
    tenants.namespaces().onDeleted(associations.recent()::forget);
    Sourcing sourcing =
        keep(
            "sources",
            Sourcing.of(
                database,
                associations.router(),
                tenants.secrets(),
                tenants.network(),
                invoking.platform(),
                clock,
                ids,
                ServerWiring::chance));
    sourcing.start();
    return sourcing.sources();
  }

  private Queueing queue(
      Database database,
      InvocationService invocations,
      RecordService records,
      FunctionCatalog catalog,
      ServerMetrics metrics,
      IdSource ids) {
    Queueing queueing =
        Queueing.of(
            database,
            invocations,
            records,
            catalog,
            new Queueing.Limits(config.queue(), load),
            clock,
            ids,
            ServerWiring::chance);
    metrics.watch(queueing.queue()::backlogs);
    return keep("queue", queueing);
  }

  /** Two starts that hang leave the others waiting, which is better than a thread for each. */
  private WarmKeeper keepWarm(
      Database database, FunctionCatalog catalog, NetworkPolicy network, Invoking invoking) {
    ThreadPoolExecutor starts =
        new ThreadPoolExecutor(
            2,
            2,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new NamedThreads("sluice-warm"));
    keep("warm instances", starts::shutdownNow);
    WarmKeeper keeper =
        new WarmKeeper(
            database.functions(),
            catalog,
            network,
            invoking.specs(),
            invoking.pool(),
            invoking.log(),
            clock,
            Ticker.system(),
            starts);
    keeper.start();
    return keeper;
  }

  /** Even numbers from 0 (inclusive) to 1 (exclusive), from any thread. */
  private static double chance() {
    return ThreadLocalRandom.current().nextDouble();
  }

  private Seal seal(DataDirectory data, RandomText texts) throws StartException {
    SecretKeys given = config.secretKeys();
    SecretKeys keys = given.keys().isEmpty() ? data.secretKeys(texts) : given;
    return new Seal(keys.keys(), random);
  }

  private Recording record(DataDirectory data, Database database, Quotas quotas, IdSource ids) {
    Recording recording = Recording.of(data.logIndex(), database, quotas, config, clock, ids);
    keep("log index", recording.index());
    new NamedThreads("sluice-records").newThread(recording.journal()).start();
    keep("records", recording.journal());
    return recording;
  }

  private Database openDatabase(DataDirectory data) {
    ServerConfig.DatabaseConfig elsewhere = config.database();
    return elsewhere == null
        ? Database.openH2(data.database(), new NamedThreads("sluice-database"))
        : Database.openPostgres(elsewhere.url(), elsewhere.user(), elsewhere.password());
  }

  /** Takes nothing new, ends what would never end, and waits for the rest. */
  private void drain(HttpServer server, HttpParts parts) throws InterruptedException {
    server.refuseConnections();
    parts.sources().close();
    parts.live().close();
    parts.queue().stop();
    Duration patience = config.drain();
    if (!parts.invocations().drain(patience)) {
      LOG.warn("Some invocations still ran after {} s; they are ended.", patience.toSeconds());
    }
  }

  private <T extends AutoCloseable> T keep(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  /** Where the API is. */
  URI url() {
    return server().url();
  }

  /** Where the gateway is. */
  URI gateway() {
    return server().gateway();
  }

  private HttpServer server() {
    if (http == null) {
      throw new IllegalStateException("the server has not started");
    }
    return http;
  }

  /** Stops everything; a part that fails to stop is logged and does not keep the others up. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.closing().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        LOG.error("The {} did not stop in good order.", part.name(), e);
      }
    }
  }
}

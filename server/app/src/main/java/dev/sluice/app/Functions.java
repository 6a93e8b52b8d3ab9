package dev.sluice.app;

import dev.sluice.app.config.Units;
import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.binding.Bindings;
import dev.sluice.core.binding.StateKind;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.CodeFetches;
import dev.sluice.core.function.CodeRefreshes;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionService;
import dev.sluice.core.function.Runtimes;
import dev.sluice.core.function.VersionService;
import dev.sluice.core.live.LiveHub;
import dev.sluice.source.BindingKinds;
import dev.sluice.source.CodeFetcher;
import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.source.file.Volumes;
import dev.sluice.source.webhook.ForgePushes;
import dev.sluice.spi.binding.BindingKind;
import dev.sluice.spi.sandbox.SandboxProvider;
import dev.sluice.store.Database;
import dev.sluice.store.code.CodeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Functions, their versions and aliases, and their code that is fetched. Confined to the thread
 * that runs the server.
 */
record Functions(
    FunctionCatalog catalog,
    FunctionService service,
    VersionService versions,
    CodeRefreshes refreshes,
    Bindings bindings,
    ThreadPoolExecutor threads,
    ScheduledThreadPoolExecutor timer)
    implements AutoCloseable {
  private static final Duration FETCH = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FETCHES_AT_ONCE = 4;

  /** Fewer than that, so that there is room for those who wait. */
  private static final int REFRESHES_AT_ONCE = 2;

  /** More than there can be instances of most hosts; who comes then is told so. */
  private static final int BINDINGS_AT_ONCE = 256;

  private static final int STOP_SECONDS = 5;

  /**
   * What they are put together with.
   *
   * @param fetches folder for code that is on its way
   * @param volumes folder for files of bindings
   * @param limits of code
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  record Surroundings(
      Path fetches,
      Path volumes,
      CodeLimits limits,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {}

  /** Puts it together; nothing is refreshed before {@link #start}. */
  static Functions of(
      Database database,
      CodeStore code,
      SandboxProvider sandbox,
      BuildService builds,
      Tenants tenants,
      LiveHub live,
      Surroundings here) {
    FunctionCatalog catalog = new FunctionCatalog(database.functions(), live);
    CodeLimits limits = here.limits();
    CodeFetcher fetcher =
        new CodeFetcher(
            here.fetches(),
            new FetchLimits(
                FETCH, limits.archiveBytes(), limits.unpackedBytes(), limits.entries()));
    Volumes volumes = new Volumes(here.volumes());
    tenants.namespaces().onDeleted(volumes::forget);
    Bindings bindings =
        new Bindings(
            kinds(database, volumes, here),
            tenants.secrets(),
            tenants.network(),
            Units::duration,
            bindingThreads(),
            Ticker.system());
    FunctionService service =
        new FunctionService(
            database.functions(),
            code,
            builds,
            new CodeFetches(fetcher, tenants.secrets(), Units::duration, FETCHES_AT_ONCE, PATIENCE),
            new Runtimes(sandbox.runtimes()),
            catalog,
            tenants.network(),
            tenants.quotas(),
            tenants.secrets(),
            tenants.roles(),
            bindings.rules(),
            here.clock(),
            here.ids());
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            REFRESHES_AT_ONCE,
            REFRESHES_AT_ONCE,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamedThreads("sluice-refresh"));
    threads.allowCoreThreadTimeOut(true);
    return new Functions(
        catalog,
        service,
        new VersionService(database.functions(), catalog, here.clock()),
        new CodeRefreshes(
            service,
            database.codeChecks(),
            new ForgePushes(),
            tenants.secrets(),
            threads,
            here.clock(),
            here.chance()),
        bindings,
        threads,
        new ScheduledThreadPoolExecutor(1, new NamedThreads("sluice-refresh-timer")));
  }

  private static List<BindingKind> kinds(Database database, Volumes volumes, Surroundings here) {
    List<BindingKind> kinds = new ArrayList<>(BindingKinds.all(volumes));
    kinds.add(new StateKind(database.bindingState(), here.clock()));
    return kinds;
  }

  /** Threads that wait for what bindings read and write: one for each invocation that does. */
  private static ThreadPoolExecutor bindingThreads() {
    return new ThreadPoolExecutor(
        0,
        BINDINGS_AT_ONCE,
        1,
        TimeUnit.MINUTES,
        new SynchronousQueue<>(),
        new NamedThreads("sluice-binding"));
  }

  /** Begins to look for other code, and to close connections that nobody uses. */
  Functions start() {
    Housekeeping.refreshCode(timer, refreshes);
    Housekeeping.closeIdleBindings(timer, bindings);
    return this;
  }

  @Override
  public void close() throws InterruptedException {
    Housekeeping.end(timer);
    threads.shutdownNow();
    bindings.close();
    boolean unused = threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
  }
}

package dev.sluice.app;

import dev.sluice.api.LogOwner;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.metrics.ServerMetrics;
import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.FunctionChanged;
import dev.sluice.core.invocation.ContextRequests;
import dev.sluice.core.invocation.FunctionLog;
import dev.sluice.core.invocation.InstanceSpecs;
import dev.sluice.core.invocation.InvocationObserver;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.Redactions;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.log.JournalLog;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.trace.Traces;
import dev.sluice.spi.sandbox.OutputSink.Level;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What runs functions. */
record Invoking(
    InvocationService invocations,
    InstanceSpecs specs,
    FunctionLog log,
    PlatformLog platform,
    InstancePool pool,
    ContextRequests requests) {

  /**
   * What it stands on.
   *
   * @param observer is told of all that ends
   */
  record Ground(
      ServerConfig config,
      CodeStore code,
      Tenants tenants,
      InstancePool pool,
      LiveHub live,
      InvocationObserver observer,
      Clock clock,
      IdSource ids) {}

  /**
   * Where chance comes from, for any thread.
   *
   * @param draw even numbers from 0 (inclusive) to 1 (exclusive)
   * @param bits even numbers of 64 bits
   */
  record Chance(DoubleSupplier draw, LongSupplier bits) {}

  /** Puts it together. */
  static Invoking of(
      Ground on, Functions functions, Recording recording, ServerMetrics metrics, Chance chance) {
    Redactions redactions = new Redactions();
    InstanceSpecs specs =
        new InstanceSpecs(on.code(), on.tenants().secrets(), on.tenants().roles(), redactions);
    ContextRequests requests =
        new ContextRequests(on.tenants().roles(), on.tenants().secrets(), redactions);
    FunctionLog log = new FunctionLog(recording.journal(), on.live(), redactions);
    functions
        .catalog()
        .onChange(change -> metrics.functions().forget(change.namespace(), change.function()));
    PlatformLog platform = new JournalLog(recording.journal(), on.live(), on.clock());
    functions.catalog().onChange(change -> platform.write(entry(change)));
    return new Invoking(
        new InvocationService(
            functions.catalog(),
            on.tenants().network(),
            on.tenants().quotas(),
            specs,
            on.pool(),
            functions.bindings(),
            log,
            recording.journal(),
            on.live(),
            on.observer(),
            on.config().invocation(),
            on.clock(),
            Ticker.system(),
            on.ids(),
            chance.draw(),
            new Traces(chance.bits()),
            requests),
        specs,
        log,
        platform,
        on.pool(),
        requests);
  }

  private static PlatformLog.Entry entry(FunctionChanged change) {
    return new PlatformLog.Entry(
        change.namespace(),
        LogOwner.function(change.function()),
        change.version(),
        "",
        Level.INFO,
        change.text());
  }
}

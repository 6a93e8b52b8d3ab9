package dev.sluice.core.invocation;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Digests;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.binding.BindingException;
import dev.sluice.core.binding.Bindings;
import dev.sluice.core.function.Definition;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationRecord.Usage;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.invocation.pool.Lease;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.trace.Trace;
import dev.sluice.core.trace.Traces;
import dev.sluice.spi.sandbox.CallUsage;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Runs functions and leaves a record of each run. Thread-safe. */
public final class InvocationService {
  private static final byte[] NOTHING = {};

  private final Router router;
  private final NetworkPolicy network;
  private final Quotas quotas;
  private final InstanceSpecs specs;
  private final InstancePool pool;
  private final Bindings bindings;
  private final FunctionLog log;
  private final RecordJournal journal;
  private final LiveHub live;
  private final InvocationObserver observer;
  private final InvocationSettings settings;
  private final Clock clock;
  private final Ticker ticker;
  private final IdSource ids;
  private final Traces traces;
  private final ContextRequests requests;
  private final CountedNames names;
  private final InFlight inFlight = new InFlight();

  /**
   * Works on these.
   *
   * @param draw even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public InvocationService(
      FunctionCatalog catalog,
      NetworkPolicy network,
      Quotas quotas,
      InstanceSpecs specs,
      InstancePool pool,
      Bindings bindings,
      FunctionLog log,
      RecordJournal journal,
      LiveHub live,
      InvocationObserver observer,
      InvocationSettings settings,
      Clock clock,
      Ticker ticker,
      IdSource ids,
      DoubleSupplier draw,
      Traces traces,
      ContextRequests requests) {
    this.network = network;
    this.quotas = quotas;
    this.router = new Router(catalog, draw);
    this.specs = specs;
    this.pool = pool;
    this.bindings = bindings;
    this.log = log;
    this.journal = journal;
    this.live = live;
    this.observer = observer;
    this.settings = settings;
    this.clock = clock;
    this.ticker = ticker;
    this.ids = ids;
    this.traces = traces;
    this.requests = requests;
    this.names = new CountedNames();
    catalog.onChange(
        change -> {
          names.forget(change.namespace(), change.function());
          pool.retire(
              key ->
                  key.namespace().equals(change.namespace())
                      && key.function().equals(change.function())
                      && !router.isCurrent(key));
        });
    specs.onOutdated(pool::retire);
  }

  /** The traces that calls belong to. */
  public Traces traces() {
    return traces;
  }

  /** The limits. */
  public InvocationSettings settings() {
    return settings;
  }

  /** What an alias tells callers apart by, of these values; null where it does not. */
  public @Nullable String routingValue(
      String namespace, String function, String qualifier, RoutingValues values) {
    return router.value(namespace, function, qualifier, values);
  }

  /**
   * A call that would be let through.
   *
   * @param route what it goes to, whatever changes meanwhile
   */
  public record Admitted(InvokeCommand command, Route route) {
    /** {@code latest} or the number of the version. */
    public String version() {
      return route.key().version();
    }

    /** How it runs. */
    public Definition definition() {
      return route.key().definition();
    }
  }

  /**
   * Runs a function and waits. A function that fails is an outcome. The record is kept and told,
   * but for a delivery: who makes it knows how it ends, and does both.
   *
   * @throws SluiceException when it is refused: no such function, version or alias, disabled,
   *     payload too large, over a quota, no capacity, no sandbox, shutting down
   */
  public InvokeOutcome invoke(InvokeCommand command) {
    return invoke(admit(command));
  }

  /** The same, by what the call was found to go to. */
  public InvokeOutcome invoke(Admitted admitted) {
    InvokeCommand command = admitted.command();
    Route route = admitted.route();
    InstanceKey key = route.key();
    if (!inFlight.enter()) {
      throw SluiceException.shuttingDown();
    }
    try {
      enter(command, key);
      try {
        return run(command, route);
      } finally {
        quotas.leave(key.namespace());
      }
    } finally {
      inFlight.leave();
    }
  }

  private void enter(InvokeCommand command, InstanceKey key) {
    try {
      quotas.enter(key.namespace());
    } catch (SluiceException e) {
      refused(command, key, e.code());
      throw e;
    }
  }

  /** A queued event is not turned away: it waits a little longer. */
  private void refused(InvokeCommand command, InstanceKey key, ErrorCode code) {
    if (command.delivery() == null) {
      observer.refused(command, key.version(), code);
    }
  }

  /**
   * Finds what a call goes to now.
   *
   * @throws SluiceException when it is refused: no such function, version or alias, disabled,
   *     payload too large, no such network
   */
  public Admitted admit(InvokeCommand command) {
    if (command.event().payload().length > settings.maxPayloadBytes()) {
      throw new SluiceException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The payload has "
              + command.event().payload().length
              + " bytes; at most "
              + settings.maxPayloadBytes()
              + " are allowed.",
          "Send less, or a reference to where the data is.");
    }
    Route route =
        router.route(
            command.namespace(),
            command.function(),
            command.qualifier(),
            command.event().routing());
    // The permission may be gone since the function was made.
    network.require(command.namespace(), route.key().definition().network());
    return new Admitted(command, route);
  }

  private InvokeOutcome run(InvokeCommand command, Route route) {
    InstanceKey key = route.key();
    InvokeCommand.Delivery delivery = command.delivery();
    String id = delivery == null ? ids.next() : delivery.id();
    LogCapture lines = log.open(key, id, command.keepLines());
    Run run =
        new Run(
            command,
            route,
            id,
            traces.within(traces.of(command.event().trace())),
            clock.instant(),
            ticker.nanos(),
            lines,
            new CountedCall(names, key, lines, clock));
    BoundCall bound = null;
    if (!key.definition().bindings().isEmpty()) {
      bound =
          new BoundCall(
              bindings, command, key.definition(), id, settings.maxPayloadBytes(), ticker);
      BindingException failed = requests.denied(key);
      failed = failed == null ? bound.read() : failed;
      if (failed != null) {
        return unbound(run, null, bound.phases(Phases.NONE), null, failed);
      }
    }
    Lease lease = pool.acquire(key, specs::of, run.log(), command.most());
    if (lease instanceof Lease.Granted granted) {
      return call(run, granted, bound);
    }
    if (lease instanceof Lease.LoadFailed failed) {
      return finish(
          run,
          true,
          phases(bound, new Phases(failed.waited(), Duration.ZERO, failed.tried(), Duration.ZERO)),
          null,
          failed.failure());
    }
    if (lease instanceof Lease.Unavailable unavailable) {
      record(
          run,
          null,
          phases(
              bound, new Phases(unavailable.waited(), Duration.ZERO, Duration.ZERO, Duration.ZERO)),
          null,
          null,
          new InvocationRecord.Failure(
              ErrorCode.SANDBOX_UNAVAILABLE,
              "Sandbox.Unavailable",
              unavailable.reason(),
              java.util.List.of()));
      throw new SluiceException(
          ErrorCode.SANDBOX_UNAVAILABLE,
          unavailable.reason(),
          "Try again; if it stays, look into the server's log.");
    }
    Lease.Refused refused = (Lease.Refused) lease;
    refused(command, key, refused.code());
    throw new SluiceException(refused.code(), refused.reason(), "Try again in a moment.");
  }

  private static Phases phases(@Nullable BoundCall bound, Phases beside) {
    return bound == null ? beside : bound.phases(beside);
  }

  private InvokeOutcome call(Run run, Lease.Granted lease, @Nullable BoundCall bound) {
    Instance instance = lease.instance();
    long began = ticker.nanos();
    int memoryMiB = run.route().key().definition().memoryMiB();
    Duration timeout =
        shorter(
            bound == null ? run.route().key().definition().timeout() : bound.left(),
            run.left(ticker));
    Usage usage = null;
    Reply reply;
    try {
      reply =
          instance.invoke(
              new Instance.Call(
                  run.id(),
                  run.command().event().payload(),
                  run.command().event().contentType(),
                  timeout,
                  settings.maxResultBytes(),
                  bound == null ? null : bound.values(),
                  run.trace().text(),
                  platform(run, timeout)),
              run.log());
      run.counted().end();
      CallUsage measured = instance.usage();
      if (measured != null) {
        usage = Usage.of(measured, memoryMiB, Duration.ofNanos(ticker.nanos() - began));
      }
    } finally {
      pool.release(lease);
    }
    Phases phases =
        new Phases(
            lease.waited(),
            lease.cold() ? instance.sandboxTime() : Duration.ZERO,
            lease.cold() ? instance.loadTime() : Duration.ZERO,
            Duration.ofNanos(ticker.nanos() - began));
    if (bound == null) {
      return finish(run, lease.cold(), phases, usage, reply);
    }
    BindingException failed = bound.write(reply, phases.handler());
    phases = bound.phases(phases);
    return failed == null
        ? finish(run, lease.cold(), phases, usage, reply)
        : unbound(run, lease.cold(), phases, usage, failed);
  }

  private static Duration shorter(Duration timeout, @Nullable Duration most) {
    return most == null || timeout.compareTo(most) < 0 ? timeout : most;
  }

  private CallPlatform platform(Run run, Duration timeout) {
    return new CallPlatform(
        new CallPlatform.Call(
            run.route().key(),
            run.trace(),
            run.command().depth(),
            ticker.nanos() + timeout.toNanos(),
            run.log()),
        requests,
        this::invoke,
        run.counted(),
        clock,
        ticker);
  }

  /** Ends one whose bindings could not be read or written. */
  private InvokeOutcome unbound(
      Run run,
      @Nullable Boolean cold,
      Phases phases,
      @Nullable Usage usage,
      BindingException failed) {
    InvocationRecord done =
        record(
            run,
            cold,
            phases,
            usage,
            null,
            InvocationRecord.Failure.of(failed.code(), String.valueOf(failed.getMessage())));
    return new InvokeOutcome(done, NOTHING, "application/octet-stream", run.log().kept());
  }

  private InvokeOutcome finish(
      Run run, boolean cold, Phases phases, @Nullable Usage usage, Reply reply) {
    if (reply instanceof Reply.Success success) {
      InvocationRecord done = record(run, cold, phases, usage, success, null);
      return new InvokeOutcome(done, success.body(), success.contentType(), run.log().kept());
    }
    InvocationRecord done =
        record(
            run, cold, phases, usage, null, Failures.of((Reply.Failure) reply, run.log()::struck));
    return new InvokeOutcome(done, NOTHING, "application/octet-stream", run.log().kept());
  }

  private InvocationRecord record(
      Run run,
      @Nullable Boolean cold,
      Phases phases,
      @Nullable Usage usage,
      Reply.@Nullable Success success,
      InvocationRecord.@Nullable Failure failure) {
    byte[] result = success == null ? null : success.body();
    Status status =
        failure == null
            ? Status.SUCCEEDED
            : failure.code() == ErrorCode.FUNCTION_TIMED_OUT ? Status.TIMED_OUT : Status.FAILED;
    InvokeCommand command = run.command();
    InvokeCommand.Delivery delivery = command.delivery();
    InvocationRecord done =
        new InvocationRecord(
            run.id(),
            command.namespace(),
            command.function(),
            run.route().key().version(),
            command.qualifier(),
            run.route().by(),
            command.trigger(),
            status,
            cold,
            delivery == null ? run.createdAt() : delivery.acceptedAt(),
            Duration.ofNanos(ticker.nanos() - run.began()),
            phases,
            usage,
            InvocationRecord.Request.of(
                command.event().payload(),
                command.event().contentType(),
                command.event().id(),
                settings.keptPayloadBytes()),
            result == null ? -1 : result.length,
            result == null ? null : Digests.sha256(result),
            command.replayOf(),
            run.trace().traceId(),
            run.counted().counts(),
            async(run, success),
            failure);
    if (delivery == null) {
      journal.add(done);
      tell(done);
    }
    return done;
  }

  /** Tells who listens and who counts of an attempt that has ended. */
  public void tell(InvocationRecord ended) {
    live.publish(ended);
    observer.ended(ended);
  }

  private InvocationRecord.@Nullable Async async(Run run, Reply.@Nullable Success success) {
    InvokeCommand.Delivery delivery = run.command().delivery();
    if (delivery == null) {
      return null;
    }
    InvocationRecord.Result result =
        success == null || success.body().length > settings.keptPayloadBytes()
            ? null
            : new InvocationRecord.Result(success.contentType(), success.body());
    return new InvocationRecord.Async(
        delivery.attempt(), Duration.between(delivery.acceptedAt(), run.createdAt()), result);
  }

  /** Refuses new invocations and waits for those that run; false when some still do. */
  public boolean drain(Duration patience) {
    return inFlight.drain(patience);
  }

  private record Run(
      InvokeCommand command,
      Route route,
      String id,
      Trace trace,
      Instant createdAt,
      long began,
      LogCapture log,
      CountedCall counted) {
    private static final Duration LEAST = Duration.ofMillis(1);

    /** What is left of the time that its command gives it; null for as its function says. */
    @Nullable Duration left(Ticker ticker) {
      Duration most = command.most();
      if (most == null) {
        return null;
      }
      Duration left = most.minusNanos(ticker.nanos() - began);
      return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
  }
}

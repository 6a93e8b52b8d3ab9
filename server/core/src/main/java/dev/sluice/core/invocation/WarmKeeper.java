package dev.sluice.core.invocation;

import dev.sluice.core.Ticker;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.invocation.pool.InstanceKey;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.invocation.pool.Lease;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the minimum of instances of every version that serves: {@code latest} and those that an
 * alias routes to. They are started behind the back of whoever changed the function; a start that
 * fails is tried again, ever more seldom. Thread-safe.
 */
public final class WarmKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(WarmKeeper.class);

  private final FunctionStore store;
  private final Router router;
  private final NetworkPolicy network;
  private final InstanceSpecs specs;
  private final InstancePool pool;
  private final FunctionLog log;
  private final Clock clock;
  private final Ticker ticker;
  private final Executor executor;
  private final Map<InstanceKey, Retries> kept = new ConcurrentHashMap<>();

  /**
   * Keeps them in this pool from now on.
   *
   * @param executor starts instances, each of which blocks it for as long as that takes
   */
  public WarmKeeper(
      FunctionStore store,
      FunctionCatalog catalog,
      NetworkPolicy network,
      InstanceSpecs specs,
      InstancePool pool,
      FunctionLog log,
      Clock clock,
      Ticker ticker,
      Executor executor) {
    this.store = store;
    this.router = new Router(catalog, () -> 0);
    this.network = network;
    this.specs = specs;
    this.pool = pool;
    this.log = log;
    this.clock = clock;
    this.ticker = ticker;
    this.executor = executor;
    catalog.onChange(
        change -> executor.execute(() -> refresh(change.namespace(), change.function())));
  }

  /** Starts what functions of an earlier run of the server want. */
  public void start() {
    executor.execute(
        () ->
            store
                .listKeepingInstances()
                .forEach(function -> refresh(function.namespace(), function.name())));
  }

  /** Replaces what has died and tries again what failed; to be called every second or so. */
  public void tick() {
    kept.forEach(this::submit);
  }

  private void refresh(String namespace, String name) {
    try {
      follow(namespace, name);
    } catch (RuntimeException e) {
      LOG.error("The instances of {} in {} are not kept warm.", name, namespace, e);
    }
  }

  /** Reads and applies in one go, so that of two changes the later one is applied last. */
  private synchronized void follow(String namespace, String name) {
    Set<InstanceKey> wanted = new HashSet<>();
    for (InstanceKey key : router.serving(namespace, name)) {
      if (key.definition().scaling().minInstances() > 0
          && network.allows(namespace, key.definition().network())) {
        wanted.add(key);
      }
    }
    for (InstanceKey key : List.copyOf(kept.keySet())) {
      if (key.namespace().equals(namespace)
          && key.function().equals(name)
          && !wanted.contains(key)) {
        kept.remove(key);
        pool.keep(key, 0);
      }
    }
    for (InstanceKey key : wanted) {
      pool.keep(key, key.definition().scaling().minInstances());
      submit(key, kept.computeIfAbsent(key, k -> new Retries()));
    }
  }

  private void submit(InstanceKey key, Retries retries) {
    if (pool.lacks(key) && retries.begin(ticker.nanos())) {
      executor.execute(() -> fill(key, retries));
    }
  }

  private void fill(InstanceKey key, Retries retries) {
    try {
      LogCapture output = log.open(key, "", false);
      Lease lease = warm(key, output);
      while (lease instanceof Lease.Granted) {
        retries.succeeded();
        lease = warm(key, output);
      }
      if (lease != null) {
        failed(key, retries, reason(lease), output);
      }
    } catch (RuntimeException e) {
      LOG.error("An instance of {} in {} did not start.", key.function(), key.namespace(), e);
      retries.failed(ticker.nanos());
    } finally {
      retries.end();
    }
    if (!router.isCurrent(key)) {
      // Changed while its instance started: nobody else would end it before its time.
      pool.retire(key::equals);
    }
  }

  private @Nullable Lease warm(InstanceKey key, LogCapture output) {
    return kept.containsKey(key) ? pool.warm(key, specs::of, output) : null;
  }

  private static String reason(Lease lease) {
    if (lease instanceof Lease.LoadFailed failed) {
      return failed.failure().type() + ": " + failed.failure().message();
    }
    return lease instanceof Lease.Unavailable unavailable ? unavailable.reason() : "no capacity";
  }

  private void failed(InstanceKey key, Retries retries, String reason, LogCapture output) {
    Duration pause = retries.failed(ticker.nanos());
    LOG.warn(
        "No instance of {} version {} in {} could be kept warm ({}); next try in {} s.",
        key.function(),
        key.version(),
        key.namespace(),
        reason,
        pause.toSeconds());
    output.line(
        new OutputLine(
            clock.instant(),
            Stream.PLATFORM,
            Level.ERROR,
            "No instance could be kept warm: " + reason));
  }
}

package dev.sluice.app;

import dev.sluice.app.config.Units;
import dev.sluice.app.http.SourceEvents;
import dev.sluice.core.IdSource;
import dev.sluice.core.access.NetworkPolicy;
import dev.sluice.core.association.Router;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.route.HttpKind;
import dev.sluice.core.secret.SecretService;
import dev.sluice.core.source.Sources;
import dev.sluice.source.SourceKinds;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Sources of events with their threads. Confined to the thread that runs the server. */
final class Sourcing implements AutoCloseable {
  private final Sources sources;
  private final ThreadPoolExecutor threads;

  private Sourcing(Sources sources, ThreadPoolExecutor threads) {
    this.sources = sources;
    this.threads = threads;
  }

  /**
   * Puts them together; nothing runs before {@link #start}.
   *
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  static Sourcing of(
      Database database,
      Router router,
      SecretService secrets,
      NetworkPolicy network,
      PlatformLog log,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    // One for each source that is connected.
    ThreadPoolExecutor threads = new NamedThreads("sluice-source").onDemand();
    return new Sourcing(
        Sources.of(
            database.sources(),
            Stream.concat(SourceKinds.all(clock, ids::next).stream(), Stream.of(new HttpKind()))
                .toList(),
            router::accept,
            new SourceEvents(),
            secrets,
            network,
            new Sources.Surroundings(threads, Units::duration, clock, ids, chance, log)),
        threads);
  }

  Sources sources() {
    return sources;
  }

  /** Connects those that are not paused. */
  void start() {
    sources.begin();
  }

  @Override
  public void close() throws InterruptedException {
    sources.close();
    threads.shutdown();
  }
}

package dev.sluice.app;

import dev.sluice.app.http.OutcomeEvents;
import dev.sluice.core.IdSource;
import dev.sluice.core.Ticker;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.invocation.pool.HostLoad;
import dev.sluice.core.queue.DeadLetters;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.Outlet;
import dev.sluice.core.queue.QueueSettings;
import dev.sluice.store.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/** The queue of events with its threads. Confined to the thread that runs the server. */
final class Queueing implements AutoCloseable {
  private final EventQueue queue;
  private final DeadLetters deadLetters;
  private final ThreadPoolExecutor workers;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * What holds events back.
   *
   * @param load of the processors, which accepting has before running
   */
  record Limits(QueueSettings settings, HostLoad load) {}

  private Queueing(EventQueue queue, DeadLetters deadLetters, ThreadPoolExecutor workers) {
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.workers = workers;
  }

  /**
   * Puts it together; nothing runs before {@link #start}.
   *
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  static Queueing of(
      Database database,
      InvocationService invocations,
      RecordService records,
      FunctionCatalog catalog,
      Limits limits,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    // Bounded by the queue, which counts an attempt as over before its thread is free.
    ThreadPoolExecutor workers = new NamedThreads("sluice-queue-worker").onDemand();
    EventQueue queue =
        new EventQueue(
            database.queue(),
            invocations,
            records,
            catalog,
            new OutcomeEvents(clock),
            limits.settings(),
            workers,
            limits.load(),
            clock,
            Ticker.system(),
            ids,
            chance);
    return new Queueing(queue, new DeadLetters(database.queue(), queue, clock, ids), workers);
  }

  EventQueue queue() {
    return queue;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  /**
   * Takes up what waits from before, and takes what comes.
   *
   * @param outlet takes what is for no function
   */
  void start(Outlet outlet) {
    queue.onDelivery(outlet);
    queue.recover();
    NamedThreads names = new NamedThreads("sluice-queue");
    for (Runnable loop : queue.loops()) {
      Thread thread = names.newThread(loop);
      threads.add(thread);
      thread.start();
    }
  }

  /** Writes what is left; attempts that still run are found as they were at the next start. */
  @Override
  public void close() throws InterruptedException {
    queue.stop();
    workers.shutdown();
    boolean unusedAllEnded = workers.awaitTermination(1, TimeUnit.SECONDS);
    queue.close();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}

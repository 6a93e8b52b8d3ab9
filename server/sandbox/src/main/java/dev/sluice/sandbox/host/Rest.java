package dev.sluice.sandbox.host;

import dev.sluice.sandbox.host.Signals.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Stops all processes of an instance that has had nothing to do for a moment, so that what runs on
 * in its background burns nothing, and lets them go on before the next call. They are stopped by a
 * signal and not by a freezer: what is stopped can still be killed and dies with the server, on
 * every kind of host. Thread-safe.
 */
final class Rest {
  private static final Duration AFTER = Duration.ofMillis(100);

  /** Looks after which new processes must have stopped to come: each stops all that it sees. */
  private static final int ROUNDS = 20;

  private final Watchdog watchdog;
  private final Watchdog.Watched watched;
  private final Signals signals;
  private final Supplier<? extends Collection<Long>> processes;
  private final BooleanSupplier mayRest;
  private final Runnable restless;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean idle;

  private int stops;

  /** The number of the stop that it is in; 0 while it runs. */
  private volatile int stop;

  /**
   * For one instance.
   *
   * @param processes those to be stopped
   * @param mayRest asked before they are; may end the instance
   * @param restless told when they cannot all be stopped
   */
  Rest(
      Watchdog watchdog,
      Signals signals,
      Supplier<? extends Collection<Long>> processes,
      BooleanSupplier mayRest,
      Runnable restless) {
    this.watchdog = watchdog;
    this.signals = signals;
    this.processes = processes;
    this.mayRest = mayRest;
    this.restless = restless;
    this.watched = watchdog.add(this::beginStop);
  }

  /** There is nothing to do from now on. */
  void begin() {
    lock.lock();
    try {
      idle = true;
      watchdog.arm(watched, AFTER.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /** There is something to do; when this returns, all processes run. */
  void end() {
    lock.lock();
    try {
      idle = false;
      watchdog.disarm(watched);
      if (stop != 0) {
        signals.send(Signal.CONT, processes.get());
        stop = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The number of the stop that the processes are in, counted from 1; 0 while they run. */
  int stop() {
    return stop;
  }

  /** Never again. */
  void close() {
    watchdog.remove(watched);
  }

  private void beginStop() {
    lock.lock();
    try {
      if (idle && stop == 0 && mayRest.getAsBoolean() && !stopAll()) {
        restless.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean stopAll() {
    Set<Long> seen = new HashSet<>();
    for (int round = 0; round < ROUNDS; round++) {
      Collection<Long> now = processes.get();
      if (!seen.addAll(now)) {
        stops++;
        stop = stops;
        return true;
      }
      if (!signals.send(Signal.STOP, now)) {
        // Without signals it runs on, as anybody's processes do.
        return true;
      }
    }
    return false;
  }
}

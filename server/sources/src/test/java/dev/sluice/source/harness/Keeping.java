package dev.sluice.source.harness;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A source as the server has it: each connection that fails is followed by another one. */
public final class Keeping implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final List<Exception> failures = new ArrayList<>();
  private final Thread thread;
  private PullSource.Connection current;
  private boolean closed;

  /** Connects, and goes on until it is closed. */
  public Keeping(Supplier<PullSource.Connection> connections, Intake intake) {
    this.thread =
        new Thread(
            () -> {
              for (var next = next(connections); next != null; next = next(connections)) {
                try {
                  next.run(intake);
                } catch (Exception e) {
                  add(e);
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
              }
            },
            "source");
    thread.start();
  }

  private synchronized PullSource.Connection next(Supplier<PullSource.Connection> connections) {
    current = closed ? null : connections.get();
    return current;
  }

  private synchronized void add(Exception failure) {
    failures.add(failure);
  }

  /** What connections have failed of, in turn. */
  public synchronized List<Exception> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
      if (current != null) {
        current.close();
      }
    }
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    if (thread.isAlive()) {
      throw new AssertionError("it goes on after its end");
    }
  }
}

package dev.sluice.source.harness;

import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A connection with the thread that runs it. Closed with its test. */
public final class Running implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final PullSource.Connection connection;
  private final FutureTask<Void> run;
  private final Thread thread;

  private Running(PullSource.Connection connection, Intake intake) {
    this.connection = connection;
    this.run =
        new FutureTask<>(
            () -> {
              connection.run(intake);
              return null;
            });
    this.thread = new Thread(run, "connection");
  }

  /** Runs it. */
  public static Running start(PullSource.Connection connection, Intake intake) {
    Running running = new Running(connection, intake);
    running.thread.start();
    return running;
  }

  /** Waits until it has failed by itself, and returns why. */
  public Throwable failure() throws Exception {
    try {
      run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return e.getCause();
    }
    throw new AssertionError("the connection has ended and not failed");
  }

  /** Closes it from this thread and waits until its run has returned; what that throws, fails. */
  @Override
  public void close() throws Exception {
    connection.close();
    try {
      run.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed instead of ending", e.getCause());
    }
  }

  /** Ends it in whatever state it is. */
  public void end() throws Exception {
    connection.close();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
  }
}

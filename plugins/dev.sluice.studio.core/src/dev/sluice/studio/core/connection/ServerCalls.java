package dev.sluice.studio.core.connection;

import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Runs every call to the server as a job and hands the answer to the UI thread. Nothing blocks the
 * caller, and no failure opens a dialog. Thread-safe.
 */
public final class ServerCalls {
  private static final Failure NOT_CONNECTED =
      new Failure("Studio is not connected to a server.", null);

  private final Supplier<@Nullable SluiceClient> client;
  private final Executor ui;

  ServerCalls(Supplier<@Nullable SluiceClient> client, Executor ui) {
    this.client = client;
    this.ui = ui;
  }

  /** A call that the user waits for: its job is shown in the progress region. */
  public <T> void start(
      String title, ServerCall<T> call, Consumer<T> done, Consumer<Failure> failed) {
    schedule(new CallJob<>(title, (client, monitor) -> call.run(client), done, failed), false);
  }

  /**
   * As {@link #start}, of a call that answers why it was refused; with nothing where it was not.
   */
  public void startOrRefuse(
      String title, ServerCall<String> call, Runnable done, Consumer<Failure> failed) {
    start(
        title,
        call,
        refused -> {
          if (refused.isEmpty()) {
            done.run();
          } else {
            failed.accept(new Failure(refused, null));
          }
        },
        failed);
  }

  /** A call that takes its time, and says how far it is. */
  @FunctionalInterface
  public interface LongCall<T> {
    /** Asks and returns the answer; may ask more than once. */
    T run(SluiceClient client, IProgressMonitor monitor) throws IOException;
  }

  /**
   * As {@link #start}; those whose turns conflict run one after another, in their order.
   *
   * @param dropped told when the user cancelled it before its turn came
   */
  public <T> void startInTurn(
      String title,
      ISchedulingRule turn,
      LongCall<T> call,
      Consumer<T> done,
      Consumer<Failure> failed,
      Runnable dropped) {
    Job job = new CallJob<>(title, call, done, failed);
    job.setRule(turn);
    job.addJobChangeListener(
        new JobChangeAdapter() {
          @Override
          public void done(IJobChangeEvent event) {
            // Jobs that run are always well, whatever came of their calls.
            if (event.getResult().matches(IStatus.CANCEL)) {
              ui.execute(dropped);
            }
          }
        });
    schedule(job, false);
  }

  /** A call that nobody asked for, such as a refresh: its job is not shown. */
  public <T> void startQuietly(
      String title, ServerCall<T> call, Consumer<T> done, Consumer<Failure> failed) {
    schedule(new CallJob<>(title, (client, monitor) -> call.run(client), done, failed), true);
  }

  /** A job that finds its own server: the answer is a sentence, also when it failed. */
  void outside(String title, Attempt attempt, Consumer<String> done) {
    Job job =
        Job.create(
            title,
            monitor -> {
              String answer;
              try {
                answer = attempt.run();
              } catch (IOException e) {
                answer = String.valueOf(e.getMessage());
              }
              String said = answer;
              ui.execute(() -> done.accept(said));
            });
    schedule(job, false);
  }

  /** What such a job does. */
  interface Attempt {
    String run() throws IOException;
  }

  private static void schedule(Job job, boolean system) {
    job.setSystem(system);
    job.schedule();
  }

  private final class CallJob<T> extends Job {
    private final LongCall<T> call;
    private final Consumer<T> done;
    private final Consumer<Failure> failed;

    CallJob(String title, LongCall<T> call, Consumer<T> done, Consumer<Failure> failed) {
      super(title);
      this.call = call;
      this.done = done;
      this.failed = failed;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
      SluiceClient now = client.get();
      if (now == null) {
        ui.execute(() -> failed.accept(NOT_CONNECTED));
        return Status.OK_STATUS;
      }
      try {
        T answer = call.run(now, monitor);
        ui.execute(() -> done.accept(answer));
      } catch (IOException | SluiceApiException e) {
        ui.execute(() -> failed.accept(Failure.of(e)));
      } catch (RuntimeException e) {
        // A mistake of ours: the caller must still hear, or its view would wait for ever.
        ILog.of(ServerCalls.class).error(getName() + " failed", e);
        ui.execute(() -> failed.accept(Failure.of(e)));
      }
      return Status.OK_STATUS;
    }
  }
}

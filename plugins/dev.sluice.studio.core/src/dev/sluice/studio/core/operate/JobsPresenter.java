package dev.sluice.studio.core.operate;

import dev.sluice.api.JobInfo;
import dev.sluice.studio.core.connection.ServerAccess;
import java.util.List;

/** Batch jobs with their progress; pauses, resumes, cancels and retries them. UI thread only. */
public final class JobsPresenter extends ListPresenter<List<JobInfo>> {
  private static final int MOST = 200;

  /** A presenter that has loaded nothing yet. */
  public JobsPresenter(ServerAccess server, ListView view) {
    super(
        server,
        "Loading jobs",
        client -> client.jobs().list(null, null, MOST, null).items(),
        List.of(),
        view);
  }

  /** What is shown, the newest first. */
  public List<JobInfo> visible() {
    return polled.now().stream()
        .filter(
            info ->
                says(
                    info.function(),
                    String.valueOf(info.key()),
                    info.id(),
                    info.status(),
                    info.description()))
        .toList();
  }

  /** The share of a job's tasks that have ended, 0 to 1. */
  public static double done(JobInfo info) {
    long ended = info.succeeded() + info.failed() + info.cancelled();
    return info.tasks() == 0 ? 1 : (double) ended / info.tasks();
  }

  /** What the last action came to, or how many jobs run; empty for nothing. */
  @Override
  public String summary() {
    if (!polled.message().isEmpty() || !polled.loaded()) {
      return polled.message();
    }
    long running = polled.now().stream().filter(info -> info.endedAt() == null).count();
    return running == 0 ? "None runs" : running == 1 ? "1 runs" : running + " run";
  }

  /** Lets no task begin. */
  public void pause(JobInfo job) {
    polled.act(
        "Pausing a job", client -> client.jobs().pause(job.id()), done -> "The job is paused.");
  }

  /** Lets tasks begin again. */
  public void resume(JobInfo job) {
    polled.act(
        "Resuming a job", client -> client.jobs().resume(job.id()), done -> "The job goes on.");
  }

  /** Takes all tasks out that do not run. */
  public void cancel(JobInfo job) {
    polled.act(
        "Cancelling a job",
        client -> client.jobs().cancel(job.id()),
        done -> "The job is cancelled.");
  }

  /** Runs the tasks again that failed. */
  public void retry(JobInfo job) {
    polled.act(
        "Retrying the failed tasks",
        client -> client.jobs().retry(job.id(), null),
        count -> "The failed tasks run again.");
  }
}

package dev.sluice.studio.core.operate;

import dev.sluice.api.JobInfo;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.connection.ServerAccess;
import dev.sluice.studio.core.connection.ServerCall;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Batch jobs with their progress; pauses, resumes, cancels and retries them. UI thread only. */
public final class JobsPresenter {
  private static final int MOST = 200;

  private final ServerAccess server;
  private final View view;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;
  private List<JobInfo> all = List.of();
  private String text = "";
  private boolean loading;
  private boolean loaded;
  private String message = "";
  private boolean bad;

  /** What the presenter tells the view. */
  public interface View {

    /** Other jobs, or another sentence. */
    void listChanged();

    /** The connection has changed. */
    void connectionChanged(ConnectionStatus status);
  }

  /** A presenter that has loaded nothing yet. */
  public JobsPresenter(ServerAccess server, View view) {
    this.server = server;
    this.view = view;
    server.link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    server.link().forget(connection);
  }

  /** Shows only jobs whose function, key, id or status has this part. */
  public void filter(String part) {
    text = part.strip().toLowerCase(Locale.ROOT);
    view.listChanged();
  }

  /** What is shown, the newest first. */
  public List<JobInfo> visible() {
    return all.stream()
        .filter(
            info ->
                String.join(
                        " ",
                        info.function(),
                        String.valueOf(info.key()),
                        info.id(),
                        info.status(),
                        info.description())
                    .toLowerCase(Locale.ROOT)
                    .contains(text))
        .toList();
  }

  /** The share of a job's tasks that have ended, 0 to 1. */
  public static double done(JobInfo info) {
    long ended = info.succeeded() + info.failed() + info.cancelled();
    return info.tasks() == 0 ? 1 : (double) ended / info.tasks();
  }

  /** What the last action came to, or how many jobs run; empty for nothing. */
  public String summary() {
    if (!message.isEmpty() || !loaded) {
      return message;
    }
    long running = all.stream().filter(info -> info.endedAt() == null).count();
    return running == 0 ? "None runs" : running == 1 ? "1 runs" : running + " run";
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return bad;
  }

  /** Asks the server, if it is not being asked already. */
  public void refresh() {
    if (loading || !server.link().status().connected()) {
      return;
    }
    loading = true;
    server
        .calls()
        .startQuietly(
            "Loading jobs",
            client -> client.jobs().list(null, null, MOST, null).items(),
            this::loaded,
            failure -> {
              loading = false;
              refused(failure);
            });
  }

  private void loaded(List<JobInfo> found) {
    loading = false;
    boolean same = loaded && all.equals(found);
    loaded = true;
    all = found;
    if (!same) {
      view.listChanged();
    }
  }

  /** Lets no task begin. */
  public void pause(JobInfo job) {
    act("Pausing a job", client -> client.jobs().pause(job.id()), "The job is paused.");
  }

  /** Lets tasks begin again. */
  public void resume(JobInfo job) {
    act("Resuming a job", client -> client.jobs().resume(job.id()), "The job goes on.");
  }

  /** Takes all tasks out that do not run. */
  public void cancel(JobInfo job) {
    act("Cancelling a job", client -> client.jobs().cancel(job.id()), "The job is cancelled.");
  }

  /** Runs the tasks again that failed. */
  public void retry(JobInfo job) {
    act(
        "Retrying the failed tasks",
        client -> client.jobs().retry(job.id(), null),
        "The failed tasks run again.");
  }

  private <T> void act(String title, ServerCall<T> call, String done) {
    server
        .calls()
        .start(
            title,
            call,
            answer -> {
              message = done;
              bad = false;
              view.listChanged();
              refresh();
            },
            this::refused);
  }

  private void refused(Failure failure) {
    message = failure.sentence();
    bad = true;
    view.listChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    view.connectionChanged(status);
    if (status.connected()) {
      loading = false;
      refresh();
    }
  }
}

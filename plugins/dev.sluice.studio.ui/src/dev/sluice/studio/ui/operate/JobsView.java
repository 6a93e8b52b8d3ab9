package dev.sluice.studio.ui.operate;

import dev.sluice.api.JobInfo;
import dev.sluice.studio.core.operate.JobsPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.table.RowTable;
import dev.sluice.studio.ui.table.RowTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;

/** Batch jobs, the newest first, with their progress. */
public final class JobsView extends ListPart {
  private static final int TICK_MILLIS = 1500;

  private JobsPresenter presenter;
  private FilterBar bar;
  private Button pause;
  private Button cancel;
  private Button retry;
  private RowTable<JobInfo> table;

  @Override
  public void createPartControl(Composite parent) {
    presenter = new JobsPresenter(StudioServices.session().server(), this);
    bar = begin(parent, "jobs", "Function, key, id or status", presenter);
    retry = bar.button("retry", "Retry Failed", () -> with(presenter::retry));
    pause = bar.button("pause", "Pause", () -> with(this::pauseOrResume));
    cancel = bar.button("cancel", "Cancel…", () -> with(this::cancel));
    table =
        new RowTable<>(
                parent,
                SWT.SINGLE,
                "jobs.table",
                JobInfo::id,
                List.of(
                    Column.of("Status", 104, JobInfo::status),
                    Column.of("Function", 150, JobInfo::function),
                    Column.of("Progress", 190, JobsView::progress),
                    Column.number("Tasks", 76, info -> count(info.tasks())),
                    Column.number("Running", 68, info -> count(info.running())),
                    Column.number("Failed", 64, info -> count(info.failed())),
                    Column.of("Key", 130, info -> info.key() == null ? "" : info.key()),
                    Column.of("Began", 150, info -> Times.exact(info.createdAt())),
                    Column.of("Id", 240, JobInfo::id)))
            .images(info -> Icons.image(icon(info.status())))
            .inks(info -> info.failed() > 0 ? Ink.BAD : null)
            .bar(2, JobsPresenter::done)
            .onSelect(chosen -> enable());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(table.control());
    poll(TICK_MILLIS);
  }

  private static String progress(JobInfo info) {
    return String.format(Locale.ENGLISH, "%.0f %%", Math.floor(100 * JobsPresenter.done(info)));
  }

  private static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  /** The icon of a status. */
  public static String icon(String status) {
    return switch (status) {
      case "running" -> "execution";
      case "succeeded" -> "ok";
      case "failed" -> "error";
      case "paused" -> "waiting";
      default -> "dot-grey";
    };
  }

  private void with(Consumer<JobInfo> action) {
    JobInfo job = table.first();
    if (job != null) {
      action.accept(job);
    }
  }

  private void pauseOrResume(JobInfo job) {
    if (job.status().equals("paused")) {
      presenter.resume(job);
    } else {
      presenter.pause(job);
    }
  }

  private void cancel(JobInfo job) {
    if (confirmCancel(getSite().getShell(), job)) {
      presenter.cancel(job);
    }
  }

  /** Whether the user wants a job to end. */
  public static boolean confirmCancel(Shell shell, JobInfo job) {
    return MessageDialog.openQuestion(
        shell,
        "Cancel Job",
        "Cancel the job of " + job.function() + "? Its tasks that wait will not run.");
  }

  /** Selects a job as soon as it is there. */
  public void reveal(String id) {
    bar.filter("");
    table.reveal(id);
    presenter.refresh();
  }

  private void enable() {
    JobInfo job = table.first();
    boolean going = job != null && List.of("running", "paused").contains(job.status());
    pause.setText(job != null && job.status().equals("paused") ? "Resume" : "Pause");
    Rights.manage(pause, going);
    Rights.manage(cancel, going);
    Rights.manage(retry, job != null && job.failed() > 0);
    bar.say(presenter.summary(), presenter.bad());
  }

  @Override
  public void listChanged() {
    if (table == null || gone()) {
      return;
    }
    table.show(
        presenter.visible(),
        bar.filtering()
            ? "No job passes the filter."
            : "There are no jobs. 'sluice job start' runs a function for each item of a list.");
    enable();
  }
}

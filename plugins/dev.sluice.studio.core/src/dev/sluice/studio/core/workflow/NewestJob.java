package dev.sluice.studio.core.workflow;

import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Works something out beside the UI thread; of questions that come one after the other only the
 * last is answered. Confined to the UI thread but for the work.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
final class NewestJob<Q, A> extends Job {
  private final Executor ui;
  private final Function<Q, A> work;
  private final BiConsumer<Q, A> done;
  private volatile @Nullable Q asked;

  /**
   * Was asked nothing yet.
   *
   * @param ui runs what it is given on the UI thread
   * @param work in the job
   * @param done on the UI thread, unless something else was asked or it was forgotten meanwhile
   */
  NewestJob(String title, Executor ui, Function<Q, A> work, BiConsumer<Q, A> done) {
    super(title);
    this.ui = ui;
    this.work = work;
    this.done = done;
    setSystem(true);
  }

  /** Asks something, which is looked at after a pause. */
  void ask(Q question, long pauseMillis) {
    asked = question;
    schedule(pauseMillis);
  }

  /** Takes back what was asked. */
  void forget() {
    asked = null;
    boolean unusedEnded = cancel();
  }

  @Override
  protected IStatus run(IProgressMonitor monitor) {
    Q now = asked;
    if (now != null) {
      A answer = work.apply(now);
      ui.execute(
          () -> {
            if (now == asked) {
              done.accept(now, answer);
            }
          });
    }
    return Status.OK_STATUS;
  }
}

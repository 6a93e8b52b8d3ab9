package dev.sluice.studio.core.connection;

import dev.sluice.api.LiveEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

/**
 * Hands live events to the UI thread in batches, so that a function that floods its log costs the
 * UI some batches a second and not thousands of events. Thread-safe.
 */
public final class LiveFeed {
  private static final long BATCH_MILLIS = 60;

  /** Events that listeners get at once: the UI thread looks at the user in between. */
  private static final int BATCH = 1_000;

  private static final long NEXT_MILLIS = 10;

  /** Events kept for a UI thread that is busy; the oldest go first. */
  private static final int LIMIT = 20_000;

  private final Executor ui;
  private final List<Consumer<List<LiveEvent>>> listeners = new CopyOnWriteArrayList<>();
  private final Job flush = new FlushJob();
  private final List<LiveEvent> waiting = new ArrayList<>();

  LiveFeed(Executor ui) {
    this.ui = ui;
    flush.setSystem(true);
  }

  /** Adds a listener, which is called on the UI thread. */
  public void listen(Consumer<List<LiveEvent>> listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Consumer<List<LiveEvent>> listener) {
    listeners.remove(listener);
  }

  void offer(LiveEvent event) {
    synchronized (this) {
      if (waiting.size() >= LIMIT) {
        waiting.subList(0, LIMIT / 10).clear();
      }
      waiting.add(event);
    }
    flush.schedule(BATCH_MILLIS);
  }

  private synchronized List<LiveEvent> take() {
    List<LiveEvent> first = waiting.subList(0, Math.min(BATCH, waiting.size()));
    List<LiveEvent> taken = List.copyOf(first);
    first.clear();
    if (!waiting.isEmpty()) {
      flush.schedule(NEXT_MILLIS);
    }
    return taken;
  }

  private final class FlushJob extends Job {
    FlushJob() {
      super("Delivering live events");
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
      ui.execute(
          () -> {
            List<LiveEvent> batch = take();
            if (!batch.isEmpty()) {
              listeners.forEach(listener -> listener.accept(batch));
            }
          });
      return Status.OK_STATUS;
    }
  }
}

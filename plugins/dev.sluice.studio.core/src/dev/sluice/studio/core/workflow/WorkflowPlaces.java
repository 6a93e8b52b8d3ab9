package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.Graph;
import dev.sluice.layout.Direction;
import dev.sluice.layout.GraphLayout;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.PlacedGraph;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.jspecify.annotations.Nullable;

/**
 * Where the states of a workflow are. After an edit of a large one they are near where they were,
 * at once, until a layout is worked out beside the UI thread. Confined to the UI thread.
 */
final class WorkflowPlaces {
  private static final long PAUSE_MILLIS = 150;

  private final @Nullable Executor ui;
  private final Runnable settled;
  private final SettleJob job = new SettleJob();
  private final Map<Direction, GraphLayout> layouts = new EnumMap<>(Direction.class);
  private Set<String> measured = Set.of();

  /** What is to be laid out. */
  private record Work(
      GraphLayout layout, GraphLayout copy, String key, Graph graph, LayoutFile file) {}

  /**
   * Knows no places yet.
   *
   * @param ui runs what it is given on the UI thread; null to lay out at once, always
   * @param settled run when places are better known than they were
   */
  WorkflowPlaces(@Nullable Executor ui, Runnable settled) {
    this.ui = ui;
    this.settled = settled;
    job.setSystem(true);
  }

  /**
   * Places of a graph.
   *
   * @param closed keys of containers whose inside is not drawn
   */
  PlacedGraph of(String key, Graph graph, LayoutFile file, Set<String> closed) {
    if (!closed.equals(measured)) {
      layouts.clear();
      measured = Set.copyOf(closed);
    }
    GraphLayout layout =
        layouts.computeIfAbsent(
            file.direction(),
            direction -> new GraphLayout(WorkflowScene.measure(measured), direction));
    job.work = null;
    if (ui == null) {
      return layout.place(key, graph, file.places());
    }
    PlacedGraph placed = layout.placeSoon(key, graph, file.places());
    if (layout.isPatched()) {
      job.work = new Work(layout, layout.copy(), key, graph, file);
      // Who goes on editing is not kept from it by layouts that nobody will see.
      boolean unusedEnded = job.cancel();
      job.schedule(PAUSE_MILLIS);
    }
    return placed;
  }

  private final class SettleJob extends Job {
    private volatile @Nullable Work work;

    SettleJob() {
      super("Laying out the workflow");
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
      Work now = work;
      if (now != null && ui != null) {
        PlacedGraph unusedSinceItIsLearnt =
            now.copy().place(now.key(), now.graph(), now.file().places());
        ui.execute(
            () -> {
              if (now == work) {
                now.layout().learn(now.copy());
                settled.run();
              }
            });
      }
      return Status.OK_STATUS;
    }
  }
}

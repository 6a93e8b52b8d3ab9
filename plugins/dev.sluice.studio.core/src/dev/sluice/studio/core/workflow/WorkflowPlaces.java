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
import org.jspecify.annotations.Nullable;

/**
 * Where the states of a workflow are. After an edit of a large one they are near where they were,
 * at once, until a layout is worked out beside the UI thread. Confined to the UI thread.
 */
final class WorkflowPlaces {
  private static final long PAUSE_MILLIS = 150;

  /** Null where all is laid out at once. */
  private final @Nullable NewestJob<Work, GraphLayout> job;

  private final Map<Direction, GraphLayout> layouts = new EnumMap<>(Direction.class);
  private Set<String> measured = Set.of();

  /** What is to be laid out. */
  private record Work(
      GraphLayout layout, GraphLayout copy, String key, Graph graph, LayoutFile file) {
    GraphLayout laidOut() {
      PlacedGraph unusedSinceItIsLearnt = copy.place(key, graph, file.places());
      return copy;
    }
  }

  /**
   * Knows no places yet.
   *
   * @param ui runs what it is given on the UI thread; null to lay out at once, always
   * @param settled run when places are better known than they were
   */
  WorkflowPlaces(@Nullable Executor ui, Runnable settled) {
    job =
        ui == null
            ? null
            : new NewestJob<>(
                "Laying out the workflow",
                ui,
                Work::laidOut,
                (work, copy) -> {
                  work.layout().learn(copy);
                  settled.run();
                });
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
    if (job == null) {
      return layout.place(key, graph, file.places());
    }
    // Who goes on editing is not kept from it by layouts that nobody will see.
    job.forget();
    PlacedGraph placed = layout.placeSoon(key, graph, file.places());
    if (layout.isPatched()) {
      job.ask(new Work(layout, layout.copy(), key, graph, file), PAUSE_MILLIS);
    }
    return placed;
  }
}

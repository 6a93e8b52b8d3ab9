package dev.sluice.studio.ui.graph;

import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Node;
import java.util.stream.Collectors;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;

/** Says to those who do not see the drawing what is selected in it. */
final class CanvasAccess extends AccessibleAdapter {
  private final GraphCanvas canvas;
  private final Gestures gestures;

  CanvasAccess(GraphCanvas canvas, Gestures gestures) {
    this.canvas = canvas;
    this.gestures = gestures;
  }

  @Override
  public void getName(AccessibleEvent event) {
    String selected =
        canvas.selected().stream()
            .flatMap(id -> canvas.scene().node(id).stream())
            .map(node -> node.title() + ", " + node.detail())
            .collect(Collectors.joining("; "));
    long states = canvas.scene().nodes().stream().filter(Node::isReal).count();
    event.result =
        selected.isEmpty()
            ? "Drawing with " + states + " " + gestures.noun() + "s"
            : "Selected: " + selected;
  }
}

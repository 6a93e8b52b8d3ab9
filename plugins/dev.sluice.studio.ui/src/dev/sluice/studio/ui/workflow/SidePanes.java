package dev.sluice.studio.ui.workflow;

import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.ui.graph.GraphCanvas;

/**
 * The outline, the form and the way back beside a drawing. Those of a large workflow follow once it
 * is drawn: making a form takes longer than the drawing. Confined to the UI thread.
 */
final class SidePanes {
  private static final int LARGE = 150;

  private final WorkflowModel model;
  private final GraphCanvas canvas;
  private final OutlineTree outline;
  private final InspectorPane inspector;
  private final FocusBar focus;
  private boolean behind;

  SidePanes(
      WorkflowModel model,
      GraphCanvas canvas,
      OutlineTree outline,
      InspectorPane inspector,
      FocusBar focus) {
    this.model = model;
    this.canvas = canvas;
    this.outline = outline;
    this.inspector = inspector;
    this.focus = focus;
  }

  /** The drawing is another. */
  void sceneChanged() {
    if (model.index().entries().size() < LARGE || inspector.isTyping()) {
      show();
    } else if (!behind) {
      behind = true;
      canvas.afterPaint(this::show);
    }
  }

  /** Other states are selected. */
  void selectionChanged() {
    if (!behind) {
      outline.select(model.selected());
      inspector.show();
    }
  }

  private void show() {
    behind = false;
    outline.show(model);
    outline.select(model.selected());
    inspector.show();
    focus.show();
  }
}

package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.graph.StateIndex;
import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.ui.Shown;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;

/** Says which container is looked into, with the way back. Confined to the UI thread. */
final class FocusBar {
  private final WorkflowModel model;
  private final Composite row;
  private final Link way;

  FocusBar(Composite parent, WorkflowModel model) {
    this.model = model;
    row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(8, 4).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(row);
    row.setVisible(false);
    way = StudioIds.mark(new Link(row, SWT.NONE), "workflow.way");
    GridDataFactory.fillDefaults().grab(true, false).applyTo(way);
    way.addListener(SWT.Selection, e -> model.focus(e.text));
  }

  /** Brings it up to date. */
  void show() {
    boolean inside = !model.focus().isEmpty();
    if (inside) {
      List<String> parts = new ArrayList<>();
      parts.add("<a href=\"\">Whole workflow</a>");
      for (StateIndex.Entry entry : model.index().entries()) {
        if (model.focus().startsWith(entry.key() + "/")) {
          parts.add("<a href=\"" + entry.key() + "\">" + entry.id() + "</a>");
        } else if (model.focus().equals(entry.key())) {
          parts.add(entry.id());
        }
      }
      way.setText(String.join("  ›  ", parts));
    }
    if (row.getVisible() != inside) {
      Shown.set(row, inside);
      row.getParent().layout(true, true);
    }
  }
}

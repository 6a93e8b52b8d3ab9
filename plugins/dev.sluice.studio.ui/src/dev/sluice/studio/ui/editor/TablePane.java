package dev.sluice.studio.ui.editor;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A pane of the function editor: a heading, and below it a table with buttons beside it. */
final class TablePane {
  private TablePane() {}

  /** An empty one. */
  static Composite in(Composite parent) {
    Composite pane = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).margins(10, 6).spacing(8, 4).applyTo(pane);
    return pane;
  }

  /**
   * Begins a pane with its heading.
   *
   * @param id of what is said behind the title
   * @return what is said there, faint
   */
  static Label heading(Composite pane, String title, String id) {
    Composite row = new Composite(pane, SWT.NONE);
    GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 0).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).span(2, 1).applyTo(row);
    Label name = new Label(row, SWT.NONE);
    name.setText(title);
    name.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    Label said = StudioIds.mark(new Label(row, SWT.NONE), id);
    said.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(said);
    return said;
  }
}

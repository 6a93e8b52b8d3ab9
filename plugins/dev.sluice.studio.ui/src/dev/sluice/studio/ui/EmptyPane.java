package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/** What stands in a view that has nothing to list: why, and what to do. */
final class EmptyPane {
  private final Composite pane;
  private final Label title;
  private final Link text;
  private Runnable action = () -> {};

  EmptyPane(Composite parent) {
    pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(14, 16).spacing(0, 6).applyTo(pane);
    title = StudioIds.mark(new Label(pane, SWT.WRAP), "navigator.empty");
    title.setForeground(Ink.TEXT);
    title.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(title);
    text = StudioIds.mark(new Link(pane, SWT.WRAP), "navigator.emptyLink");
    text.setForeground(Ink.FAINT);
    text.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(text);
    text.addListener(SWT.Selection, e -> action.run());
  }

  Composite control() {
    return pane;
  }

  /** Says something; a link in the text does the action. */
  void show(String heading, String linkText, Runnable onLink) {
    title.setText(heading);
    text.setText(linkText);
    action = onLink;
    pane.layout(true, true);
  }
}

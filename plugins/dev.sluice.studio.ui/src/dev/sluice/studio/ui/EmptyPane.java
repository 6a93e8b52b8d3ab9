package dev.sluice.studio.ui;

import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/**
 * What stands in a view that has nothing to list: why, and what to do. Confined to the UI thread.
 */
public final class EmptyPane {
  private final Composite pane;
  private final Label title;
  private final Link text;
  private Consumer<String> action = link -> {};

  /**
   * A pane that says nothing yet.
   *
   * @param id for those who look for its widgets
   */
  public EmptyPane(Composite parent, String id) {
    pane = new Composite(parent, SWT.NONE);
    pane.setBackground(Ink.PAPER);
    pane.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(14, 16).spacing(0, 6).applyTo(pane);
    title = StudioIds.mark(new Label(pane, SWT.WRAP), id);
    title.setForeground(Ink.TEXT);
    title.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(title);
    text = StudioIds.mark(new Link(pane, SWT.WRAP), id + "Link");
    text.setForeground(Ink.FAINT);
    text.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(text);
    text.addListener(SWT.Selection, e -> action.accept(e.text));
  }

  /** The widget. */
  public Composite control() {
    return pane;
  }

  /** Puts the keys onto the link. */
  public void setFocus() {
    text.setFocus();
  }

  /**
   * Says something.
   *
   * @param onLink told which link in the text was followed
   */
  public void show(String heading, String linkText, Consumer<String> onLink) {
    title.setText(heading);
    text.setText(linkText);
    action = onLink;
    pane.layout(true, true);
  }
}

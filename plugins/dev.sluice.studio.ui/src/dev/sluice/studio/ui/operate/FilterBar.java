package dev.sluice.studio.ui.operate;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

/** The line above a list: a filter, a sentence, and buttons. Confined to the UI thread. */
final class FilterBar {
  private static final int WIDTH = 240;

  private final Composite row;
  private final String id;
  private final Text filter;
  private final Label summary;
  private int columns = 2;

  /**
   * A line without buttons.
   *
   * @param id what the ids of its widgets begin with
   * @param hint what can be filtered by
   */
  FilterBar(Composite parent, String id, String hint, Consumer<String> onFilter) {
    this.id = id;
    row = new Composite(parent, SWT.NONE);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    filter = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, id + ".filter");
    filter.setMessage(hint);
    GridDataFactory.swtDefaults().hint(WIDTH, SWT.DEFAULT).applyTo(filter);
    filter.addListener(SWT.Modify, event -> onFilter.accept(filter.getText()));
    summary = StudioIds.mark(new Label(row, SWT.NONE), id + ".summary");
    GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(summary);
    layout();
  }

  /** Adds a button at the right. */
  Button button(String name, String text, Runnable action) {
    Button button = StudioIds.mark(new Button(row, SWT.PUSH), id + "." + name);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    columns++;
    layout();
    return button;
  }

  /** Adds a check at the right. */
  Button toggle(String name, String text, Consumer<Boolean> action) {
    Button button = StudioIds.mark(new Button(row, SWT.CHECK), id + "." + name);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.accept(button.getSelection()));
    columns++;
    layout();
    return button;
  }

  /** Adds a list to choose from at the right; the first is chosen. */
  Combo choice(String name, List<String> items, IntConsumer action) {
    Combo combo = StudioIds.mark(new Combo(row, SWT.READ_ONLY), id + "." + name);
    combo.setItems(items.toArray(String[]::new));
    combo.select(0);
    combo.addListener(SWT.Selection, event -> action.accept(combo.getSelectionIndex()));
    columns++;
    layout();
    return combo;
  }

  private void layout() {
    GridLayoutFactory.fillDefaults().numColumns(columns).margins(8, 4).spacing(8, 0).applyTo(row);
  }

  /** Whether something is filtered by. */
  boolean filtering() {
    return !filter.getText().isBlank();
  }

  /** Filters by this. */
  void filter(String text) {
    filter.setText(text);
  }

  /** Says a sentence. */
  void say(String sentence, boolean bad) {
    summary.setForeground(bad ? Ink.BAD : Ink.FAINT);
    summary.setText(sentence);
    row.layout(true);
  }

  /** The widget. */
  Control control() {
    return row;
  }

  /** Whether the view is closed. */
  boolean isDisposed() {
    return row.isDisposed();
  }

  /** Takes the focus. */
  void setFocus() {
    filter.setFocus();
  }
}

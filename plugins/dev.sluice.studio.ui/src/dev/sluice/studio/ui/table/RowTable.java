package dev.sluice.studio.ui.table;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.jspecify.annotations.Nullable;

/**
 * A table that makes only the rows that are seen, keeps what is selected when rows come and go, and
 * says why it is empty. Confined to the UI thread.
 */
public final class RowTable<T> {
  /** Pixels in a column before a bar, for the text. */
  private static final int BAR_FROM = 52;

  private static final int BAR_HEIGHT = 8;

  private final Composite pane;
  private final StackLayout stack = new StackLayout();
  private final Table table;
  private final Composite nothing;
  private final Label why;
  private final List<Column<T>> columns;
  private final Function<T, String> key;
  private Function<T, Image> image = row -> null;
  private Function<T, @Nullable Color> ink = row -> null;
  private List<T> rows = List.of();
  private String wanted = "";
  private Consumer<List<T>> selected = chosen -> {};

  /**
   * A column.
   *
   * @param text what it says of a row
   */
  public record Column<T>(String title, int width, boolean right, Function<T, String> text) {
    /** A column of words. */
    public static <T> Column<T> of(String title, int width, Function<T, String> text) {
      return new Column<>(title, width, false, text);
    }

    /** A column of numbers. */
    public static <T> Column<T> number(String title, int width, Function<T, String> text) {
      return new Column<>(title, width, true, text);
    }
  }

  /**
   * An empty table.
   *
   * @param style {@link SWT#SINGLE} or {@link SWT#MULTI}
   * @param key what makes two rows the same at different times
   */
  public RowTable(
      Composite parent, int style, String id, Function<T, String> key, List<Column<T>> columns) {
    this.key = key;
    this.columns = List.copyOf(columns);
    pane = new Composite(parent, SWT.NONE);
    pane.setLayout(stack);
    nothing = new Composite(pane, SWT.NONE);
    nothing.setBackground(Ink.PAPER);
    nothing.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(14, 16).applyTo(nothing);
    why = StudioIds.mark(new Label(nothing, SWT.WRAP), id + ".empty");
    why.setBackground(Ink.PAPER);
    why.setForeground(Ink.FAINT);
    GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).applyTo(why);
    table =
        StudioIds.mark(
            new Table(pane, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.V_SCROLL | style), id);
    table.setHeaderVisible(true);
    for (Column<T> column : this.columns) {
      TableColumn made = new TableColumn(table, column.right() ? SWT.RIGHT : SWT.LEFT);
      made.setText(column.title());
      made.setWidth(column.width());
    }
    table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
    table.addListener(SWT.Selection, event -> selected.accept(selection()));
    stack.topControl = nothing;
  }

  /** The widget. */
  public Composite control() {
    return pane;
  }

  /** The table, for menus and listeners. */
  public Table table() {
    return table;
  }

  /** The picture of a row, in its first column. */
  public RowTable<T> images(Function<T, Image> of) {
    image = of;
    return this;
  }

  /** The colour of a row; null for the usual one. */
  public RowTable<T> inks(Function<T, @Nullable Color> of) {
    ink = of;
    return this;
  }

  /**
   * Draws a bar into a column, beside its text.
   *
   * @param column its index
   * @param share how much of the bar is full, 0 to 1; below 0 for a row without a bar
   */
  public RowTable<T> bar(int column, ToDoubleFunction<T> share) {
    table.addListener(
        SWT.PaintItem,
        event -> {
          int row = table.indexOf((TableItem) event.item);
          if (event.index == column
              && row >= 0
              && row < rows.size()
              && share.applyAsDouble(rows.get(row)) >= 0) {
            int width = columns.get(column).width() - BAR_FROM - BAR_HEIGHT;
            int x = ((TableItem) event.item).getBounds(column).x + BAR_FROM;
            int y = event.y + (event.height - BAR_HEIGHT) / 2;
            event.gc.setAntialias(SWT.ON);
            event.gc.setBackground(Ink.TRACK);
            event.gc.fillRoundRectangle(x, y, width, BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
            int full = (int) Math.round(share.applyAsDouble(rows.get(row)) * width);
            if (full > 0) {
              event.gc.setBackground(Ink.GOOD);
              event.gc.fillRoundRectangle(x, y, full, BAR_HEIGHT, BAR_HEIGHT, BAR_HEIGHT);
            }
          }
        });
    return this;
  }

  /** Draws the course of some numbers into a column, in all of its width. */
  public RowTable<T> spark(int column, Function<T, double[]> numbers) {
    table.addListener(
        SWT.PaintItem,
        event -> {
          int row = table.indexOf((TableItem) event.item);
          if (event.index == column && row >= 0 && row < rows.size()) {
            Sparkline.paint(
                event.gc, ((TableItem) event.item).getBounds(column), numbers.apply(rows.get(row)));
          }
        });
    return this;
  }

  /**
   * Is told the index of a column whose head was clicked.
   *
   * @param sortable the columns that rows can be in the order of
   * @param first the column that they are in the order of now
   */
  public RowTable<T> onSort(Set<Integer> sortable, int first, IntConsumer listener) {
    for (int column : sortable) {
      table
          .getColumn(column)
          .addListener(
              SWT.Selection,
              event -> {
                sorted(column);
                listener.accept(column);
              });
    }
    sorted(first);
    return this;
  }

  private void sorted(int column) {
    table.setSortColumn(table.getColumn(column));
    table.setSortDirection(columns.get(column).right() ? SWT.DOWN : SWT.UP);
  }

  /** The first row that is selected; null when none is. */
  public @Nullable T first() {
    List<T> chosen = selection();
    return chosen.isEmpty() ? null : chosen.get(0);
  }

  /** Selects the row of this key alone, as soon as there is one. */
  public void reveal(String its) {
    wanted = its;
    selectWanted();
  }

  private void selectWanted() {
    for (int i = 0; i < rows.size() && !wanted.isEmpty(); i++) {
      if (key.apply(rows.get(i)).equals(wanted)) {
        wanted = "";
        table.setSelection(i);
        table.showSelection();
        selected.accept(selection());
      }
    }
  }

  /** Is told when the user selects. */
  public RowTable<T> onSelect(Consumer<List<T>> listener) {
    selected = listener;
    return this;
  }

  /** Is told when the last rows are in sight, so that more can be loaded. */
  public RowTable<T> onEnd(Runnable listener) {
    table.addListener(
        SWT.SetData,
        event -> {
          if (event.index >= 0 && event.index == rows.size() - 1) {
            listener.run();
          }
        });
    return this;
  }

  /** The rows that are selected. */
  public List<T> selection() {
    List<T> chosen = new ArrayList<>();
    for (int index : table.getSelectionIndices()) {
      if (index < rows.size()) {
        chosen.add(rows.get(index));
      }
    }
    return chosen;
  }

  /**
   * Shows these rows.
   *
   * @param empty what is said instead when there are none
   */
  public void show(List<T> shown, String empty) {
    Set<String> chosen = selection().stream().map(key).collect(Collectors.toSet());
    int top = table.getTopIndex();
    String first = top > 0 && top < rows.size() ? key.apply(rows.get(top)) : null;
    rows = shown;
    why.setText(empty);
    nothing.layout(true);
    table.setRedraw(false);
    try {
      table.setItemCount(rows.size());
      table.clearAll();
      table.deselectAll();
      for (int i = 0; i < rows.size() && !(chosen.isEmpty() && first == null); i++) {
        String its = key.apply(rows.get(i));
        if (chosen.contains(its)) {
          table.select(i);
        }
        if (its.equals(first)) {
          table.setTopIndex(i);
        }
      }
    } finally {
      table.setRedraw(true);
    }
    Composite shownNow = rows.isEmpty() ? nothing : table;
    if (stack.topControl != shownNow) {
      stack.topControl = shownNow;
      pane.layout();
    }
    selectWanted();
  }

  private void fill(TableItem item, int index) {
    // SWT asks for row -1 while it removes rows.
    if (index < 0 || index >= rows.size()) {
      return;
    }
    T row = rows.get(index);
    item.setText(columns.stream().map(c -> c.text().apply(row)).toArray(String[]::new));
    item.setImage(image.apply(row));
    item.setForeground(ink.apply(row));
  }
}

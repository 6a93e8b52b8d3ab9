package dev.sluice.studio.ui.graph;

import dev.sluice.studio.core.graph.Node.Look;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ScrollBar;
import org.jspecify.annotations.Nullable;

/**
 * Rows that can be dragged onto a canvas, clicked or walked through by keys. Confined to the UI
 * thread.
 */
public final class PaletteList {
  private static final int ROW = 30;
  private static final int HEADING = 26;
  private static final int DRAG_FROM = 5;

  private final Canvas list;
  private final GlyphPaths glyphs;
  private List<Row> rows = List.of();
  private int current = -1;
  private int pressed = -1;
  private int pressedX;
  private int pressedY;
  private boolean dragging;
  private Consumer<String> chosen = id -> {};
  private @Nullable GraphCanvas target;

  /**
   * A row.
   *
   * @param id empty for a heading
   */
  public record Row(String id, String label, String about, @Nullable Look look) {
    /** A line above rows that belong together. */
    public static Row heading(String label) {
      return new Row("", label, "", null);
    }
  }

  public PaletteList(Composite parent, String id) {
    list =
        StudioIds.mark(
            new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND | SWT.V_SCROLL), id);
    list.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    glyphs = new GlyphPaths(UiThread.current().device());
    list.addListener(SWT.Dispose, e -> glyphs.dispose());
    list.addListener(SWT.Paint, e -> paint(e.gc));
    list.addListener(SWT.MouseDown, this::down);
    list.addListener(SWT.MouseMove, this::move);
    list.addListener(SWT.MouseUp, this::up);
    list.addListener(
        SWT.MouseExit,
        e -> {
          if (!dragging) {
            select(-1);
          }
        });
    list.addListener(SWT.KeyDown, this::key);
    // Keys are the list's, but those that lead out of it.
    list.addListener(
        SWT.Traverse,
        e -> e.doit = e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
    list.addListener(SWT.Resize, e -> scrolled());
    list.getVerticalBar().addListener(SWT.Selection, e -> list.redraw());
    list.getAccessible()
        .addAccessibleListener(
            new org.eclipse.swt.accessibility.AccessibleAdapter() {
              @Override
              public void getName(org.eclipse.swt.accessibility.AccessibleEvent event) {
                event.result = current < 0 ? "Palette" : rows.get(current).label();
              }
            });
  }

  /** The widget. */
  public Canvas control() {
    return list;
  }

  /** Told the id of a row that is clicked, or opened by Enter. */
  public void onChosen(Consumer<String> listener) {
    chosen = listener;
  }

  /** Lets rows be dragged onto a canvas. */
  public void dragTo(GraphCanvas canvas) {
    target = canvas;
  }

  /** Shows other rows. */
  public void show(List<Row> now) {
    rows = List.copyOf(now);
    current = -1;
    scrolled();
    list.redraw();
  }

  /** Goes to the first row. */
  public void selectFirst() {
    select(next(-1, 1));
  }

  /** Goes to the next or previous row. */
  public void step(int by) {
    select(next(current, by));
  }

  /** Tells the row that is current, as if it had been clicked. */
  public void choose() {
    if (current >= 0) {
      chosen.accept(rows.get(current).id());
    }
  }

  /** Where a row is, for those that look for it. */
  public Rectangle bounds(String id) {
    int y = -list.getVerticalBar().getSelection();
    for (Row row : rows) {
      int height = height(row);
      if (row.id().equals(id)) {
        return new Rectangle(0, y, list.getClientArea().width, height);
      }
      y += height;
    }
    return new Rectangle(0, 0, 0, 0);
  }

  private static int height(Row row) {
    return row.id().isEmpty() ? HEADING : ROW;
  }

  private int total() {
    return rows.stream().mapToInt(PaletteList::height).sum();
  }

  private void scrolled() {
    ScrollBar bar = list.getVerticalBar();
    int page = Math.max(1, list.getClientArea().height);
    boolean needed = total() > page;
    bar.setVisible(needed);
    bar.setValues(
        needed ? Math.min(bar.getSelection(), total() - page) : 0,
        0,
        Math.max(1, total()),
        Math.min(page, Math.max(1, total())),
        ROW,
        page);
  }

  private int next(int from, int by) {
    for (int i = from + by; i >= 0 && i < rows.size(); i += by) {
      if (!rows.get(i).id().isEmpty()) {
        return i;
      }
    }
    return from;
  }

  private void select(int row) {
    if (row != current) {
      current = row;
      list.setToolTipText(row < 0 ? null : rows.get(row).about());
      reveal();
      list.redraw();
    }
  }

  private void reveal() {
    if (current >= 0 && list.getVerticalBar().isVisible()) {
      Rectangle at = bounds(rows.get(current).id());
      ScrollBar bar = list.getVerticalBar();
      if (at.y < 0) {
        bar.setSelection(bar.getSelection() + at.y);
      } else if (at.y + at.height > list.getClientArea().height) {
        bar.setSelection(bar.getSelection() + at.y + at.height - list.getClientArea().height);
      }
    }
  }

  private int rowAt(int y) {
    int top = -list.getVerticalBar().getSelection();
    for (int i = 0; i < rows.size(); i++) {
      int height = height(rows.get(i));
      if (y >= top && y < top + height) {
        return rows.get(i).id().isEmpty() ? -1 : i;
      }
      top += height;
    }
    return -1;
  }

  private void down(Event event) {
    if (event.button == 1) {
      list.setFocus();
      pressed = rowAt(event.y);
      pressedX = event.x;
      pressedY = event.y;
    }
  }

  private void move(Event event) {
    if (pressed < 0) {
      select(rowAt(event.y));
      return;
    }
    boolean far = Math.abs(event.x - pressedX) + Math.abs(event.y - pressedY) >= DRAG_FROM;
    if (far && target != null) {
      dragging = true;
      list.setCursor(UiThread.current().hand());
      Point at = list.toDisplay(event.x, event.y);
      target.dragOver(at.x, at.y);
    }
  }

  private void up(Event event) {
    int row = pressed;
    pressed = -1;
    if (dragging && target != null) {
      dragging = false;
      list.setCursor(null);
      Point at = list.toDisplay(event.x, event.y);
      target.drop(rows.get(row).id(), at.x, at.y);
    } else if (row >= 0 && row == rowAt(event.y)) {
      chosen.accept(rows.get(row).id());
    }
  }

  private void key(Event event) {
    switch (event.keyCode) {
      case SWT.ARROW_DOWN -> step(1);
      case SWT.ARROW_UP -> step(-1);
      case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose();
      case SWT.ESC -> {
        pressed = -1;
        dragging = false;
        if (target != null) {
          target.dragEnd();
        }
      }
      default -> {
        // No key of the list.
      }
    }
  }

  private void paint(GC gc) {
    Rectangle area = list.getClientArea();
    gc.setBackground(Ink.PAPER);
    gc.fillRectangle(area);
    gc.setAntialias(SWT.ON);
    int y = -list.getVerticalBar().getSelection();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int height = height(row);
      if (y + height >= 0 && y <= area.height) {
        paint(gc, row, i == current, y, area.width);
      }
      y += height;
    }
  }

  private void paint(GC gc, Row row, boolean selected, int y, int width) {
    if (row.id().isEmpty()) {
      gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
      gc.setForeground(Ink.FAINT);
      gc.drawText(row.label(), 10, y + 7, true);
      return;
    }
    if (selected) {
      gc.setBackground(Ink.HOVER);
      gc.fillRoundRectangle(4, y + 1, width - 8, ROW - 2, 8, 8);
    }
    Look look = row.look();
    if (look != null) {
      gc.setBackground(GlyphPaths.paper(look.tone()));
      gc.fillRoundRectangle(10, y + 4, 22, 22, 6, 6);
      glyphs.draw(gc, look.glyph(), 13, y + 7, GlyphPaths.ink(look.tone()));
    }
    gc.setFont(JFaceResources.getDefaultFont());
    gc.setForeground(Ink.TEXT);
    int textY = y + (ROW - gc.textExtent(row.label()).y) / 2;
    gc.drawText(row.label(), 40, textY, true);
  }
}

package dev.sluice.studio.ui.chart;

import dev.sluice.studio.core.stats.Picture;
import dev.sluice.studio.core.stats.Plot;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.events.MouseEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/**
 * One chart with its title and legend. The lines are drawn by a job; this thread shows the last
 * ones that came. Confined to the UI thread.
 */
final class ChartCanvas {
  private static final int HEAD = 24;
  private static final int LEAST_DRAG = 4;
  private static final int LEAST_WIDTH = 80;
  private static final int LEAST_HEIGHT = 40;

  private final Canvas canvas;
  private final UiThread ui = UiThread.current();
  private final ChartGroup group;
  private Picture picture = Picture.NOTHING;
  private Plot plot = new Plot("", "", java.util.List.of());
  private ChartDrawing.@Nullable Drawn drawn;
  private @Nullable Image image;
  private int dragFrom = -1;
  private int dragTo = -1;
  private boolean drawing;
  private boolean again;

  ChartCanvas(Composite parent, ChartGroup group) {
    this.group = group;
    canvas = new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.setBackground(Ink.PAPER);
    canvas.addListener(SWT.Paint, event -> paint(event.gc));
    canvas.addListener(SWT.Resize, event -> drawAgain());
    canvas.addListener(SWT.Dispose, event -> disposeImage());
    canvas.addListener(SWT.MouseExit, event -> group.pointAt(-1));
    canvas.addMouseMoveListener(this::moved);
    canvas.addListener(SWT.MouseDown, event -> pressed(event.x, event.button));
    canvas.addListener(SWT.MouseUp, event -> released());
    canvas.addListener(SWT.MouseDoubleClick, event -> group.zoomOut());
    canvas.addListener(
        SWT.MouseWheel,
        event -> {
          long at = timeAt(event.x);
          if (at >= 0 && (event.stateMask & SWT.MOD1) != 0) {
            group.zoom(at, event.count > 0 ? 0.7 : 1 / 0.7);
            event.doit = false;
          }
        });
  }

  Canvas control() {
    return canvas;
  }

  /** Shows other numbers. */
  void show(Picture shown, Plot its) {
    picture = shown;
    plot = its;
    StudioIds.mark(canvas, "chart." + its.title());
    canvas.setToolTipText(null);
    drawAgain();
    canvas.redraw();
  }

  /** The cursor or the window of the group is another. */
  void groupChanged(boolean window) {
    if (window) {
      drawAgain();
    }
    canvas.redraw();
  }

  private void moved(MouseEvent event) {
    if (dragFrom >= 0) {
      dragTo = event.x;
    }
    group.pointAt(timeAt(event.x));
  }

  private void pressed(int x, int button) {
    if (button == 1 && timeAt(x) >= 0) {
      dragFrom = x;
      dragTo = x;
    }
  }

  private void released() {
    int from = Math.min(dragFrom, dragTo);
    int until = Math.max(dragFrom, dragTo);
    boolean dragged = dragFrom >= 0 && until - from >= LEAST_DRAG;
    dragFrom = -1;
    dragTo = -1;
    if (dragged) {
      group.zoomTo(inside(from), inside(until));
    }
    canvas.redraw();
  }

  /** The time at a place, moved into the area of the lines. */
  private long inside(int x) {
    ChartDrawing.Drawn now = drawn;
    if (now == null) {
      return 0;
    }
    Rectangle area = now.area();
    double share =
        (Math.max(area.x, Math.min(x, area.x + area.width)) - area.x) / (double) area.width;
    return now.window().from() + Math.round(share * now.window().length());
  }

  private long timeAt(int x) {
    ChartDrawing.Drawn now = drawn;
    if (now == null || now.area().width <= 0) {
      return -1;
    }
    Rectangle area = now.area();
    return x < area.x || x > area.x + area.width ? -1 : inside(x);
  }

  private void paint(GC gc) {
    Point size = canvas.getSize();
    gc.setBackground(Ink.PAPER);
    gc.fillRectangle(0, 0, size.x, size.y);
    gc.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
    gc.setForeground(Ink.TEXT);
    int x = 10;
    gc.drawText(plot.title(), x, 4, true);
    x += gc.textExtent(plot.title()).x + 6;
    gc.setFont(JFaceResources.getDialogFont());
    if (!plot.unit().isEmpty()) {
      gc.setForeground(Ink.FAINT);
      gc.drawText(plot.unit(), x, 4, true);
      x += gc.textExtent(plot.unit()).x + 6;
    }
    ChartDrawing.Drawn now = drawn;
    if (image != null && now != null) {
      gc.drawImage(image, 0, HEAD);
      paintOver(gc, now);
    }
    paintLegend(gc, x + 8, size.x - 10);
  }

  private void paintOver(GC gc, ChartDrawing.Drawn now) {
    Rectangle area = now.area();
    long cursor = group.cursor();
    if (cursor >= now.window().from() && cursor <= now.window().until()) {
      double share = (cursor - now.window().from()) / (double) now.window().length();
      int x = area.x + (int) Math.round(share * area.width);
      gc.setForeground(Ink.FAINT);
      gc.drawLine(x, HEAD + area.y, x, HEAD + area.y + area.height);
    }
    if (dragFrom >= 0 && Math.abs(dragTo - dragFrom) >= LEAST_DRAG) {
      gc.setBackground(Shades.ink(0));
      gc.setAlpha(40);
      int from = Math.max(area.x, Math.min(dragFrom, dragTo));
      int until = Math.min(area.x + area.width, Math.max(dragFrom, dragTo));
      gc.fillRectangle(from, HEAD + area.y, until - from, area.height);
      gc.setAlpha(255);
    }
  }

  /** Names and values from the right; those that find no room are left out. */
  private void paintLegend(GC gc, int from, int until) {
    int step = group.cursor() < 0 ? -1 : picture.stepAt(group.cursor());
    int x = until;
    for (int i = plot.lines().size() - 1; i >= 0; i--) {
      Plot.Line line = plot.lines().get(i);
      String text = line.name();
      if (step >= 0) {
        text = (text.isEmpty() ? "" : text + "  ") + words(line.values()[step]);
      }
      if (text.isEmpty()) {
        continue;
      }
      int width = gc.textExtent(text).x;
      if (x - width - 14 < from) {
        return;
      }
      gc.setForeground(Ink.TEXT);
      gc.drawText(text, x - width, 4, true);
      gc.setForeground(Shades.ink(line.shade()));
      gc.setLineWidth(2);
      gc.setLineStyle(line.before() ? SWT.LINE_DOT : SWT.LINE_SOLID);
      gc.drawLine(x - width - 14, 12, x - width - 5, 12);
      gc.setLineStyle(SWT.LINE_SOLID);
      gc.setLineWidth(1);
      x -= width + 26;
    }
  }

  private static String words(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return new DecimalFormat(
            Math.abs(value) < 100 ? "#,##0.##" : "#,##0",
            DecimalFormatSymbols.getInstance(Locale.ENGLISH))
        .format(value);
  }

  /** Has the lines drawn as they are now; of many wishes the last one counts. */
  private void drawAgain() {
    Point size = canvas.getSize();
    if (size.x < LEAST_WIDTH || size.y < HEAD + LEAST_HEIGHT || picture.times().length == 0) {
      return;
    }
    if (drawing) {
      again = true;
      return;
    }
    drawing = true;
    Picture numbers = picture;
    Plot lines = plot;
    ChartDrawing.Window window = group.window();
    Job.createSystem(
            "Drawing a chart",
            monitor -> {
              ChartDrawing.Drawn[] made = {null};
              try {
                made[0] = ChartDrawing.draw(numbers, lines, window, size.x, size.y - HEAD);
              } finally {
                ui.execute(() -> shown(made[0]));
              }
            })
        .schedule();
  }

  private void shown(ChartDrawing.@Nullable Drawn made) {
    drawing = false;
    if (canvas.isDisposed()) {
      return;
    }
    if (made != null) {
      disposeImage();
      drawn = made;
      image = new Image(ui.device(), made.pixels());
      canvas.redraw();
    }
    if (again) {
      again = false;
      drawAgain();
    }
  }

  private void disposeImage() {
    if (image != null) {
      image.dispose();
      image = null;
    }
  }
}

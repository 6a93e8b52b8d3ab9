package dev.sluice.studio.ui.chart;

import dev.sluice.studio.core.stats.Picture;
import dev.sluice.studio.core.stats.Plot;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * Charts over the same time: they are zoomed together and show their values at the same moment.
 * Confined to the UI thread.
 */
public final class ChartGroup {
  private static final int COLUMN = 430;
  private static final int HEIGHT = 178;
  private static final int MOST_COLUMNS = 3;

  private final ScrolledComposite scroll;
  private final Composite page;
  private final Runnable changed;
  private final List<ChartCanvas> charts = new ArrayList<>();
  private Picture picture = Picture.NOTHING;
  private ChartDrawing.Window window = new ChartDrawing.Window(0, 1);
  private boolean zoomed;
  private long cursor = -1;

  /**
   * No charts yet.
   *
   * @param changed is called when the user points at another moment or zooms
   */
  public ChartGroup(Composite parent, Runnable changed) {
    this.changed = changed;
    scroll = new ScrolledComposite(parent, SWT.V_SCROLL);
    StudioIds.mark(scroll, "charts");
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    scroll.setBackground(Ink.PAPER);
    page = new Composite(scroll, SWT.NONE);
    page.setBackground(Ink.PAPER);
    page.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    scroll.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    scroll.setContent(page);
    scroll.addListener(SWT.Resize, event -> arrange());
    arrange();
  }

  /** The widget. */
  public Control control() {
    return scroll;
  }

  /** Shows other numbers; what was zoomed into stays. */
  public void show(Picture shown) {
    picture = shown;
    if (!zoomed) {
      window = ChartDrawing.Window.of(shown);
    }
    boolean other = charts.size() != shown.plots().size();
    while (charts.size() < shown.plots().size()) {
      ChartCanvas chart = new ChartCanvas(page, this);
      GridDataFactory.fillDefaults().grab(true, false).hint(80, HEIGHT).applyTo(chart.control());
      charts.add(chart);
    }
    while (charts.size() > shown.plots().size()) {
      charts.remove(charts.size() - 1).control().dispose();
    }
    if (other) {
      arrange();
    }
    for (int i = 0; i < charts.size(); i++) {
      Plot plot = shown.plots().get(i);
      charts.get(i).show(shown, plot);
    }
  }

  /** Whether less than all of the time is shown. */
  public boolean zoomed() {
    return zoomed;
  }

  /** The moment that is pointed at, in milliseconds of the epoch; -1 for none. */
  public long cursor() {
    return cursor;
  }

  /** When the charts begin and end, in milliseconds of the epoch. */
  public long[] shownTime() {
    return new long[] {window.from(), window.until()};
  }

  /** Shows all of the time again. */
  public void zoomOut() {
    if (zoomed) {
      zoomed = false;
      window = ChartDrawing.Window.of(picture);
      tell(true);
    }
  }

  /** The charts as they are seen, as a PNG file. */
  public byte[] png() {
    Point size = page.getSize();
    Image image = new Image(UiThread.current().device(), Math.max(1, size.x), Math.max(1, size.y));
    GC gc = new GC(image);
    page.print(gc);
    gc.dispose();
    ImageLoader loader = new ImageLoader();
    loader.data = new ImageData[] {image.getImageData()};
    image.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    loader.save(bytes, SWT.IMAGE_PNG);
    return bytes.toByteArray();
  }

  ChartDrawing.Window window() {
    return window;
  }

  void pointAt(long time) {
    if (time != cursor) {
      cursor = time;
      tell(false);
    }
  }

  void zoomTo(long from, long until) {
    if (until - from >= picture.stepMillis()) {
      window = new ChartDrawing.Window(from, until);
      zoomed = true;
      tell(true);
    }
  }

  void zoom(long around, double factor) {
    ChartDrawing.Window all = ChartDrawing.Window.of(picture);
    long length = Math.round(window.length() * factor);
    if (length >= all.length()) {
      zoomOut();
      return;
    }
    double share = (around - window.from()) / (double) window.length();
    long from = Math.max(all.from(), around - Math.round(share * length));
    zoomTo(from, Math.min(all.until(), from + length));
  }

  private void tell(boolean other) {
    charts.forEach(chart -> chart.groupChanged(other));
    changed.run();
  }

  private void arrange() {
    int width = scroll.getClientArea().width;
    int columns = Math.max(1, Math.min(MOST_COLUMNS, width / COLUMN));
    GridLayoutFactory.fillDefaults()
        .numColumns(columns)
        .equalWidth(true)
        .spacing(8, 8)
        .margins(4, 4)
        .applyTo(page);
    scroll.setMinHeight(page.computeSize(Math.max(80, width), SWT.DEFAULT).y);
    page.layout(true, true);
  }
}

package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.io.ByteArrayInputStream;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/**
 * Draws an image, made smaller where it does not fit, and never larger; of one that moves, its
 * first picture. It is decoded by a job. Confined to the UI thread.
 */
final class PictureCanvas {
  private static final int MARGIN = 8;

  private final Canvas canvas;
  private @Nullable Image image;

  /** Counts what was shown: an image that comes late is not drawn over the next. */
  private int shown;

  PictureCanvas(Composite parent) {
    canvas =
        StudioIds.mark(new Canvas(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND), "invoke.image");
    Spoken.as(canvas, "Result");
    canvas.setBackground(Ink.PAPER);
    canvas.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    canvas.addListener(SWT.Paint, e -> paint(e.gc));
    canvas.addListener(SWT.Resize, e -> canvas.redraw());
    canvas.addListener(SWT.Dispose, e -> clear());
  }

  Canvas control() {
    return canvas;
  }

  /**
   * Shows an image.
   *
   * @param bytes those of a file
   * @param damaged is run when they cannot be drawn, and are still to be shown
   */
  void show(byte[] bytes, Runnable damaged) {
    clear();
    int mine = shown;
    UiThread ui = UiThread.current();
    Job.createSystem(
            "Drawing an image",
            monitor -> {
              ImageData data = decoded(bytes);
              ui.execute(() -> arrived(mine, data, damaged));
            })
        .schedule();
  }

  /** Shows nothing. */
  void clear() {
    shown++;
    if (image != null) {
      image.dispose();
      image = null;
    }
  }

  private static @Nullable ImageData decoded(byte[] bytes) {
    try {
      return new ImageLoader().load(new ByteArrayInputStream(bytes))[0];
    } catch (SWTException e) {
      return null; // broken further on than its header, which is all that was looked at before
    }
  }

  private void arrived(int which, @Nullable ImageData data, Runnable damaged) {
    if (which != shown || canvas.isDisposed()) {
      return;
    }
    if (data == null) {
      damaged.run();
    } else {
      image = new Image(UiThread.current().device(), data);
      canvas.redraw();
    }
  }

  private void paint(GC gc) {
    Rectangle area = canvas.getClientArea();
    gc.setBackground(Ink.PAPER);
    gc.fillRectangle(area);
    if (image == null) {
      return;
    }
    Rectangle whole = image.getBounds();
    double scale =
        Math.min(
            1,
            Math.min(
                (area.width - 2.0 * MARGIN) / whole.width,
                (area.height - 2.0 * MARGIN) / whole.height));
    Point size =
        new Point(
            Math.max(1, (int) (whole.width * scale)), Math.max(1, (int) (whole.height * scale)));
    int x = (area.width - size.x) / 2;
    int y = (area.height - size.y) / 2;
    gc.setAntialias(SWT.ON);
    gc.setInterpolation(SWT.HIGH);
    gc.drawImage(image, 0, 0, whole.width, whole.height, x, y, size.x, size.y);
    // So that one sees where a white or transparent image ends.
    gc.setForeground(Ink.TRACK);
    gc.drawRectangle(x - 1, y - 1, size.x + 1, size.y + 1);
  }
}

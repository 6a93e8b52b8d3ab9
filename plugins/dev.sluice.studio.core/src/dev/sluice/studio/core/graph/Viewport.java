package dev.sluice.studio.core.graph;

import dev.sluice.layout.Box;
import dev.sluice.layout.Point;

/** Which part of a drawing is seen, and how large. Not thread-safe. */
public final class Viewport {
  private static final double LEAST = 0.05;
  private static final double MOST = 3;

  private double scale = 1;
  private double left;
  private double top;
  private double width = 1;
  private double height = 1;

  /** How many pixels of the screen a pixel of the drawing has. */
  public double scale() {
    return scale;
  }

  /** The screen has another size; what is in the left upper corner stays there. */
  public void resize(double screenWidth, double screenHeight) {
    width = Math.max(1, screenWidth);
    height = Math.max(1, screenHeight);
  }

  /** The part that is seen. */
  public Box seen() {
    return new Box(left, top, width / scale, height / scale);
  }

  /** A place on the screen in the drawing. */
  public Point toScene(double x, double y) {
    return new Point(left + x / scale, top + y / scale);
  }

  /** A place in the drawing on the screen. */
  public Point toScreen(double x, double y) {
    return new Point((x - left) * scale, (y - top) * scale);
  }

  /** A part of the drawing on the screen. */
  public Box toScreen(Box box) {
    Point corner = toScreen(box.x(), box.y());
    return new Box(corner.x(), corner.y(), box.width() * scale, box.height() * scale);
  }

  /** Moves the drawing with the pointer. */
  public void pan(double dx, double dy) {
    left -= dx / scale;
    top -= dy / scale;
  }

  /** Zooms; what is at this place of the screen stays there. */
  public void zoom(double factor, double x, double y) {
    Point kept = toScene(x, y);
    scale = Math.max(LEAST, Math.min(MOST, scale * factor));
    left = kept.x() - x / scale;
    top = kept.y() - y / scale;
  }

  /** Zooms to a scale around the middle. */
  public void zoomTo(double now) {
    zoom(now / scale, width / 2, height / 2);
  }

  /** Shows all of a drawing, in the middle and no larger than it is. */
  public void fit(Box bounds) {
    scale = Math.min(1, Math.min(width / bounds.width(), height / bounds.height()));
    scale = Math.max(LEAST, scale);
    center(bounds.centerX(), bounds.centerY());
  }

  /**
   * Shows where a drawing begins, readable: all of it where that is, else its upper part in the
   * middle.
   */
  public void open(Box bounds, double readable) {
    fit(bounds);
    if (scale < readable) {
      scale = readable;
      boolean tall = bounds.height() / height > bounds.width() / width;
      center(
          tall || bounds.width() * scale < width
              ? bounds.centerX()
              : bounds.x() + width / scale / 2,
          bounds.height() * scale < height ? bounds.centerY() : bounds.y() + height / scale / 2);
    }
  }

  /** Puts a place of the drawing into the middle. */
  public void center(double x, double y) {
    left = x - width / scale / 2;
    top = y - height / scale / 2;
  }

  /** Moves the drawing as little as it takes to see a part of it. */
  public void reveal(Box box) {
    Box seen = seen();
    double margin = 16 / scale;
    Box wanted = box.grown(margin);
    if (wanted.x() < seen.x() || wanted.width() > seen.width()) {
      left = wanted.x();
    } else if (wanted.right() > seen.right()) {
      left += wanted.right() - seen.right();
    }
    if (wanted.y() < seen.y() || wanted.height() > seen.height()) {
      top = wanted.y();
    } else if (wanted.bottom() > seen.bottom()) {
      top += wanted.bottom() - seen.bottom();
    }
  }
}

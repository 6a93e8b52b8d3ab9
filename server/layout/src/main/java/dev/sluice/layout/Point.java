package dev.sluice.layout;

/** A place in a drawing: x to the right, y down, in pixels at a zoom of one. */
public record Point(double x, double y) {
  /** The place so far away. */
  public Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }
}

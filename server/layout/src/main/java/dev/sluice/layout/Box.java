package dev.sluice.layout;

/** A rectangle in a drawing. */
public record Box(double x, double y, double width, double height) {
  /** The right side. */
  public double right() {
    return x + width;
  }

  /** The lower side. */
  public double bottom() {
    return y + height;
  }

  /** The middle, from the left. */
  public double centerX() {
    return x + width / 2;
  }

  /** The middle, from above. */
  public double centerY() {
    return y + height / 2;
  }

  /** Whether a place is in it; those on its sides are. */
  public boolean contains(double px, double py) {
    return px >= x && px <= right() && py >= y && py <= bottom();
  }

  /** Whether it has a part in common with another. */
  public boolean meets(Box other) {
    return x <= other.right() && other.x <= right() && y <= other.bottom() && other.y <= bottom();
  }

  /** The same elsewhere. */
  public Box moved(double dx, double dy) {
    return new Box(x + dx, y + dy, width, height);
  }

  /** Larger by so much on each side. */
  public Box grown(double by) {
    return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
  }

  /** The smallest that has both in it. */
  public Box union(Box other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Box(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }
}

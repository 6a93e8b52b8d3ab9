package dev.sluice.layout;

/** Where a workflow goes on. */
public enum Direction {
  DOWN,
  RIGHT;

  /** A rectangle as it would be if the workflow went down, and back. */
  Box turned(Box box) {
    return this == DOWN ? box : new Box(box.y(), box.x(), box.height(), box.width());
  }

  /** A place as it would be if the workflow went down, and back. */
  Point turned(Point point) {
    return this == DOWN ? point : new Point(point.y(), point.x());
  }
}

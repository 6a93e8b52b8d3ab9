package dev.sluice.studio.core.graph;

import dev.sluice.layout.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge with all that is drawn of it. Immutable.
 *
 * @param label empty for none
 * @param labelAt its middle; null where there is none
 * @param taken how often it was gone; -1 where nobody counts
 */
public record Line(
    String id,
    String from,
    String to,
    List<Point> points,
    String label,
    @Nullable Point labelAt,
    Style style,
    int taken) {

  /** What a line tells of what goes along it. */
  public enum Style {
    /** Nothing special. */
    PLAIN,
    /** Nothing goes along it now; it is dashed. */
    STOPPED,
    /** Much of what goes along it fails; it is red. */
    FAILING,
    /** It has come; it is green and thick. */
    ADDED,
    /** It has gone; it is red and dashed. */
    REMOVED;

    /** Its colour, as 0xRRGGBB. */
    public int ink() {
      return switch (this) {
        case FAILING, REMOVED -> Tone.RED.ink();
        case ADDED -> Tone.GREEN.ink();
        default -> 0x7b8594;
      };
    }

    /** Its colour in the dark, as 0xRRGGBB. */
    public int darkInk() {
      return switch (this) {
        case FAILING, REMOVED -> Tone.RED.darkInk();
        case ADDED -> Tone.GREEN.darkInk();
        default -> 0x8b94a2;
      };
    }

    /** Whether it is drawn with gaps. */
    public boolean dashed() {
      return this == STOPPED || this == REMOVED;
    }
  }

  public Line {
    points = List.copyOf(points);
  }

  /** The same in another style. */
  public Line styled(Style now, int takenNow) {
    return new Line(id, from, to, points, label, labelAt, now, takenNow);
  }

  /** How far a place is from it. */
  double distance(double x, double y) {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < points.size(); i++) {
      least = Math.min(least, distance(points.get(i - 1), points.get(i), x, y));
    }
    return least;
  }

  private static double distance(Point a, Point b, double x, double y) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = dx * dx + dy * dy;
    double along =
        length == 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x()) * dx + (y - a.y()) * dy) / length));
    return Math.hypot(a.x() + along * dx - x, a.y() + along * dy - y);
  }
}

package dev.sluice.studio.core.graph;

import dev.sluice.layout.Box;
import org.jspecify.annotations.Nullable;

/**
 * A node with all that is drawn of it. Immutable.
 *
 * @param parent the container's id; empty for none
 * @param detail a second, fainter line; empty for none
 * @param titleHeight of an open container: what is above its inside
 * @param status the mark whose colour the whole node takes; null for its own colour
 * @param count how often, for nodes that were gone through more than once; 0 for nothing
 */
public record Node(
    String id,
    String parent,
    Box box,
    Shape shape,
    Look look,
    String title,
    String detail,
    double titleHeight,
    @Nullable Mark mark,
    @Nullable Mark status,
    int count) {
  /** How a node is drawn. */
  public enum Shape {
    /** A rectangle with a glyph, a title and a detail. */
    CARD,
    /** A card whose inside is not drawn. */
    CLOSED,
    /** A frame with nodes inside. */
    OPEN,
    /** A circle, where it starts. */
    START,
    /** A circle, where it ends. */
    END
  }

  /** Its colour and its sign. */
  public record Look(Tone tone, Glyph glyph) {}

  /** Whether there is something inside that can be shown or hidden. */
  public boolean isContainer() {
    return shape == Shape.OPEN || shape == Shape.CLOSED;
  }

  /** Whether it stands for something that is written. */
  public boolean isReal() {
    return shape != Shape.START && shape != Shape.END;
  }

  /** The same at another place. */
  public Node at(Box place) {
    return new Node(
        id, parent, place, shape, look, title, detail, titleHeight, mark, status, count);
  }

  /** The same with another mark and status. */
  public Node marked(@Nullable Mark now, @Nullable Mark statusNow, int times) {
    return new Node(
        id, parent, box, shape, look, title, detail, titleHeight, now, statusNow, times);
  }
}

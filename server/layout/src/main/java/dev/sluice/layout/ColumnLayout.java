package dev.sluice.layout;

import dev.sluice.flow.graph.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Lays out what leads from one side of a drawing to the other: nodes in columns, from left to
 * right, in the order in which they are given as far as that saves no crossings. The same nodes
 * with the same links get the same places. Thread-safe.
 */
public final class ColumnLayout {
  private ColumnLayout() {}

  /** Where a node has to be. */
  public enum Side {
    LEFT,
    ANYWHERE,
    RIGHT
  }

  /** A node. */
  public record Item(String id, Size size, Side side) {}

  /**
   * A way between two nodes.
   *
   * @param label the room of its label; null for none
   */
  public record Link(String id, String from, String to, @Nullable Size label) {}

  /** Where nodes are, and the ways of links, all by their ids. */
  public record Placed(Map<String, Box> boxes, Map<String, Route> ways) {}

  /** Places of these. Links are between nodes of the list. */
  public static Placed place(List<Item> items, List<Link> links) {
    Map<String, Size> sizes = new LinkedHashMap<>();
    Map<String, LayerConstraint> layers = new HashMap<>();
    for (Item item : items) {
      sizes.put(item.id(), item.size());
      if (item.side() != Side.ANYWHERE) {
        layers.put(
            item.id(), item.side() == Side.LEFT ? LayerConstraint.FIRST : LayerConstraint.LAST);
      }
    }
    List<Edge> edges = new ArrayList<>();
    List<Size> labels = new ArrayList<>();
    for (Link link : links) {
      boolean bare = link.label() == null;
      edges.add(new Edge(link.from(), link.to(), Edge.Kind.ORDER, bare ? "" : link.id()));
      labels.add(bare ? new Size(0, 0) : link.label());
    }
    GraphLayout.Flat flat = new ElkScope(Direction.RIGHT).place(sizes, layers, edges, labels);
    Map<String, Box> boxes = new LinkedHashMap<>();
    sizes.forEach(
        (id, size) -> {
          Point place = Objects.requireNonNull(flat.places().get(id));
          boxes.put(id, new Box(place.x(), place.y(), size.width(), size.height()));
        });
    Map<String, Route> ways = new LinkedHashMap<>();
    for (int i = 0; i < links.size(); i++) {
      ways.put(links.get(i).id(), flat.routes().get(i));
    }
    return new Placed(boxes, ways);
  }
}

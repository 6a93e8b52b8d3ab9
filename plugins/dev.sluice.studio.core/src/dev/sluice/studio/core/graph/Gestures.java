package dev.sluice.studio.core.graph;

import dev.sluice.layout.Point;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people do to a drawing. Whoever owns it decides what that means, and shows another scene.
 * Called on the UI thread.
 */
public interface Gestures {
  /** These are selected now, nodes and edges. */
  void select(Set<String> ids);

  /** A node was opened: by a double click or Enter. */
  void open(String id);

  /** Whether anything can be changed. */
  boolean editable();

  /** Whether nodes can be put elsewhere; if not, dragging one draws an edge. */
  default boolean movable() {
    return true;
  }

  /** Whether edges go from left to right. */
  default boolean sideways() {
    return false;
  }

  /** What nodes are called. */
  default String noun() {
    return "state";
  }

  /** What an edge to a node would mean, in a few words. */
  default String connectWords(Node to) {
    return "go on to " + to.title();
  }

  /** Shows or hides what is inside a container. */
  void toggle(String id);

  /** Why no edge can lead from one node to another; empty when it can. */
  Optional<String> connectRefusal(String from, String to);

  /** Whether an edge can start at a node at all. */
  boolean connectable(String from);

  /** Draws an edge. */
  void connect(String from, String to);

  /** Leads the end of an edge to another node. */
  void reconnect(String line, String to);

  /**
   * What putting nodes that are dragged down at a place would mean, where that is more than another
   * place: into a container, or out of one. Empty where it is not.
   */
  default Optional<Carry> carry(Set<String> ids, Point place) {
    return Optional.empty();
  }

  /** Nodes that those that are dragged cannot be put beside or into. */
  default Set<String> carryRefused(Set<String> ids) {
    return Set.of();
  }

  /** Does what {@link #carry} says, or says why not. */
  default void putInto(Set<String> ids, Point place) {
    // Where nodes have no containers, there is nothing to do.
  }

  /** Puts nodes elsewhere; places of their left upper corners in the drawing. */
  void move(Map<String, Point> places);

  /** Takes nodes and edges out. */
  void delete(Collection<String> ids);

  /** The name of a node, to be changed in place; empty where it has none. */
  Optional<String> name(String id);

  /** Why a node cannot have a name; empty when it can. */
  Optional<String> renameRefusal(String id, String name);

  /** Gives a node another name. */
  void rename(String id, String name);

  /** What can be put into the drawing is offered at a node or an edge; empty for nowhere. */
  void offer(String at, int screenX, int screenY);

  /** Something of the palette is put down: on a node or an edge, or into a container. */
  void drop(String entry, Point place);

  /** What dropping there would do, in a few words; empty when nothing. */
  Optional<Drop> dropTarget(Point place);

  /**
   * What becomes of nodes that are dragged.
   *
   * @param id the node or edge that is shown as the target; empty for the ground
   * @param sentence what it does, or why it cannot be done
   */
  record Carry(String id, String sentence, boolean refused) {}

  /**
   * Where something that is dropped would go.
   *
   * @param id the node or edge that is shown as the target; empty for the ground
   */
  record Drop(String id, String sentence) {}
}

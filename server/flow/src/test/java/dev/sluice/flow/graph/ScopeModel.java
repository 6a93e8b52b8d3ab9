package dev.sluice.flow.graph;

import dev.sluice.flow.text.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drawing that can be edited as people think of it, knowing nothing of texts: boxes, arrows
 * between them, and one arrow more for what a task goes on to that does not go on now.
 */
final class ScopeModel {
  private final Map<String, Box> boxes = new LinkedHashMap<>();

  private static final class Box {
    final StateType type;
    String own = "";
    final Map<String, String> cases = new LinkedHashMap<>();

    Box(StateType type) {
      this.type = type;
    }
  }

  static ScopeModel of(Document document) {
    return of(Projection.of(document).get(0));
  }

  static ScopeModel of(Graph graph) {
    ScopeModel model = new ScopeModel();
    for (State state : graph.states()) {
      if (state.id().startsWith(" ")) {
        continue;
      }
      Box box = new Box(state.type());
      for (Edge edge : graph.from(state.id())) {
        if (edge.kind() == Edge.Kind.CASE) {
          box.cases.put(edge.label(), edge.to());
        } else {
          box.own = edge.to();
        }
      }
      model.boxes.put(state.id(), box);
    }
    return model;
  }

  List<String> names() {
    return new ArrayList<>(boxes.keySet());
  }

  List<String> cases(String name) {
    return new ArrayList<>(boxes.get(name).cases.keySet());
  }

  boolean isSwitch(String name) {
    return boxes.get(name).type == StateType.SWITCH;
  }

  boolean goesOn(String name) {
    return !boxes.get(name).own.isEmpty();
  }

  /** Every arrow that leaves a box. */
  List<String> arrows() {
    List<String> arrows = new ArrayList<>();
    boxes.forEach(
        (name, box) -> {
          if (!box.own.isEmpty()) {
            arrows.add(arrow(name, "", box.own));
          }
          box.cases.forEach((label, to) -> arrows.add(arrow(name, label, to)));
        });
    return arrows;
  }

  static String arrow(String from, String label, String to) {
    return from + " [" + label + "] " + to;
  }

  /** Boxes in their order, and every arrow. */
  String drawn() {
    StringBuilder drawn = new StringBuilder("boxes " + boxes.keySet());
    boxes.forEach(
        (name, box) -> {
          drawn
              .append('\n')
              .append(name)
              .append(' ')
              .append(box.type)
              .append(" -> ")
              .append(box.own);
          box.cases.forEach(
              (label, to) -> drawn.append(" [").append(label).append("] ").append(to));
        });
    return drawn.toString();
  }

  ScopeModel apply(GraphEdit edit) {
    if (edit instanceof AddTask add) {
      add(add);
    } else if (edit instanceof RemoveTask remove) {
      remove(remove.name());
    } else if (edit instanceof RenameTask rename) {
      rename(rename.name(), rename.to());
    } else if (edit instanceof MoveTask move) {
      move(move.name(), move.to());
    } else if (edit instanceof SetThen then) {
      boxes.get(then.name()).own =
          then.target() == null ? next(then.name()) : target(then.target(), then.name());
    } else if (edit instanceof AddCase one) {
      Box box = boxes.get(one.name());
      box.cases.put(one.caseName(), target(one.target(), one.name()));
      if (one.when() == null) {
        box.own = "";
      }
    } else if (edit instanceof SetCase one) {
      boxes.get(one.name()).cases.put(one.caseName(), target(one.target(), one.name()));
    } else if (edit instanceof RemoveCase one) {
      boxes.get(one.name()).cases.remove(one.caseName());
    }
    return this;
  }

  private String target(String target, String name) {
    return switch (target) {
      case "continue" -> next(name);
      case "exit", "end" -> State.EXIT;
      default -> target;
    };
  }

  private String next(String name) {
    List<String> names = names();
    int index = names.indexOf(name);
    return index + 1 < names.size() ? names.get(index + 1) : State.EXIT;
  }

  private void add(AddTask add) {
    String unused = place(add.after(), add.name(), new Box(StateType.WAIT), true);
  }

  private String place(String after, String name, Box box, boolean goesOn) {
    List<String> order = names();
    if (after == null) {
      box.own = State.EXIT;
      order.add(name);
    } else if (after.equals(State.START)) {
      box.own = order.isEmpty() ? State.EXIT : order.get(0);
      order.add(0, name);
    } else {
      box.own = boxes.get(after).own;
      boxes.get(after).own = name;
      order.add(order.indexOf(after) + 1, name);
    }
    String onward = box.own;
    box.own = goesOn ? box.own : "";
    boxes.put(name, box);
    reorder(order);
    return onward;
  }

  /**
   * Takes a box out and puts it into another drawing.
   *
   * @param ends cases that end what is around them, with the end that they have there
   */
  void transfer(String name, ScopeModel to, String after, String as, Map<String, String> ends) {
    Box old = boxes.get(name);
    boolean goesOn = goesOn(name);
    Map<String, String> cases = new LinkedHashMap<>(old.cases);
    remove(name);
    Box box = new Box(old.type);
    String onward = to.place(after, as, box, goesOn);
    cases.replaceAll(
        (label, target) -> target.equals(name) ? as : ends.getOrDefault(label, onward));
    box.cases.putAll(cases);
  }

  private void remove(String name) {
    String own = boxes.get(name).own;
    String target = own.isEmpty() || own.equals(name) ? next(name) : own;
    boxes.remove(name);
    redirect(name, target);
  }

  private void rename(String name, String to) {
    List<String> order = names();
    order.set(order.indexOf(name), to);
    boxes.put(to, boxes.remove(name));
    reorder(order);
    redirect(name, to);
  }

  private void move(String name, int to) {
    List<String> order = names();
    order.remove(name);
    order.add(to, name);
    reorder(order);
  }

  private void redirect(String from, String to) {
    for (Box box : boxes.values()) {
      box.own = box.own.equals(from) ? to : box.own;
      box.cases.replaceAll((label, target) -> target.equals(from) ? to : target);
    }
  }

  private void reorder(List<String> order) {
    Map<String, Box> before = new LinkedHashMap<>(boxes);
    boxes.clear();
    order.forEach(name -> boxes.put(name, before.get(name)));
  }
}

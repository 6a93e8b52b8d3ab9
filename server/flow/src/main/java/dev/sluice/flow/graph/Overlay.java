package dev.sluice.flow.graph;

import dev.sluice.flow.graph.GraphDiff.Aspect;
import dev.sluice.flow.graph.GraphDiff.Change;
import dev.sluice.flow.graph.GraphDiff.EdgeChange;
import dev.sluice.flow.graph.GraphDiff.StateChange;
import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Pointer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays the drawings of two documents over one another, scope by scope. Used once. */
final class Overlay {
  private final Document before;
  private final Document after;
  private final StateIndex indexBefore;
  private final StateIndex indexAfter;
  private final Map<String, StateChange> states = new LinkedHashMap<>();
  private final List<EdgeChange> edges = new ArrayList<>();

  /** A way without what makes it: the order of the text and a {@code then} lead alike. */
  private record Way(String from, String to, String label) {
    static Way of(Edge edge) {
      return new Way(edge.from(), edge.to(), edge.label());
    }
  }

  Overlay(Document before, Document after) {
    this.before = before;
    this.after = after;
    this.indexBefore = StateIndex.of(before);
    this.indexAfter = StateIndex.of(after);
  }

  GraphDiff diff() {
    Map<String, Graph> old = byPointer(Projection.of(before));
    Map<String, Graph> now = byPointer(Projection.of(after));
    Set<String> pointers = new LinkedHashSet<>(now.keySet());
    pointers.addAll(old.keySet());
    List<Graph> drawings = new ArrayList<>();
    for (String pointer : pointers) {
      Path path = path(Path.ROOT, pointer);
      drawings.add(merge(pointer, path, old.get(pointer), now.get(pointer)));
    }
    return new GraphDiff(states, edges, TaskValues.elsewhere(before, after), drawings);
  }

  private static Map<String, Graph> byPointer(List<Graph> graphs) {
    Map<String, Graph> found = new LinkedHashMap<>();
    graphs.forEach(graph -> found.put(graph.path().pointer(), graph));
    return found;
  }

  private Graph merge(String key, Path path, @Nullable Graph old, @Nullable Graph now) {
    Map<String, Set<Way>> waysBefore = ways(old);
    Map<String, Set<Way>> waysAfter = ways(now);
    List<State> merged = new ArrayList<>();
    int number = 0;
    for (String id : ids(old, now)) {
      State stateBefore = state(old, id);
      State stateAfter = state(now, id);
      State shown = stateAfter != null ? stateAfter : stateBefore;
      if (shown == null) {
        continue;
      }
      String own = StateIndex.key(key, id);
      if (!id.startsWith(" ")) {
        states.put(own, change(own, waysBefore.get(id), waysAfter.get(id)));
      }
      Path task = path.item(number++).key(id);
      List<Graph> inside = inside(own, task, stateBefore, stateAfter, old, now);
      merged.add(new State(id, shown.type(), inside));
    }
    List<Edge> all = new ArrayList<>();
    edges(key, now, waysBefore, Change.ADDED, all);
    edges(key, old, waysAfter, Change.REMOVED, all);
    return new Graph(path, merged, all);
  }

  /** Those of one that the other has not, too; those of both once. */
  private void edges(
      String key,
      @Nullable Graph graph,
      Map<String, Set<Way>> others,
      Change alone,
      List<Edge> all) {
    for (Edge edge : graph == null ? List.<Edge>of() : graph.edges()) {
      boolean both = others.getOrDefault(edge.from(), Set.of()).contains(Way.of(edge));
      if (!both || alone == Change.ADDED) {
        all.add(edge);
        edges.add(new EdgeChange(key, edge, both ? Change.SAME : alone));
      }
    }
  }

  /** The ways of a graph by where they come from. */
  private static Map<String, Set<Way>> ways(@Nullable Graph graph) {
    Map<String, Set<Way>> ways = new HashMap<>();
    for (Edge edge : graph == null ? List.<Edge>of() : graph.edges()) {
      ways.computeIfAbsent(edge.from(), from -> new HashSet<>()).add(Way.of(edge));
    }
    return ways;
  }

  /** The start, the later one's tasks with each that went behind what it followed, the ends. */
  private static List<String> ids(@Nullable Graph old, @Nullable Graph now) {
    List<String> ids = new ArrayList<>();
    for (State state : now == null ? List.<State>of() : now.states()) {
      ids.add(state.id());
    }
    Set<String> there = new HashSet<>(ids);
    String follows = null;
    for (State state : old == null ? List.<State>of() : old.states()) {
      if (there.add(state.id())) {
        boolean end = state.id().startsWith(" ") && follows != null;
        ids.add(end ? ids.size() : follows == null ? 0 : ids.indexOf(follows) + 1, state.id());
      }
      follows = state.id();
    }
    return ids;
  }

  private static @Nullable State state(@Nullable Graph graph, String id) {
    return graph == null ? null : graph.state(id).orElse(null);
  }

  private List<Graph> inside(
      String key,
      Path task,
      @Nullable State stateBefore,
      @Nullable State stateAfter,
      @Nullable Graph old,
      @Nullable Graph now) {
    Map<String, Graph> innerBefore = rests(old, stateBefore);
    Map<String, Graph> innerAfter = rests(now, stateAfter);
    Set<String> rests = new LinkedHashSet<>(innerAfter.keySet());
    rests.addAll(innerBefore.keySet());
    List<Graph> inside = new ArrayList<>();
    for (String rest : rests) {
      Graph mine = innerBefore.get(rest);
      Graph theirs = innerAfter.get(rest);
      inside.add(merge(key + rest, path(task, rest), mine, theirs));
    }
    return inside;
  }

  /** The graphs inside a state by what stands behind its task in their pointers. */
  private static Map<String, Graph> rests(@Nullable Graph outer, @Nullable State state) {
    Map<String, Graph> found = new LinkedHashMap<>();
    if (outer != null && state != null) {
      int outside = Pointer.steps(outer.path().pointer()).size() + 2;
      for (Graph inner : state.inside()) {
        List<String> steps = Pointer.steps(inner.path().pointer());
        StringBuilder rest = new StringBuilder();
        steps
            .subList(outside, steps.size())
            .forEach(step -> rest.append('/').append(Pointer.escaped(step)));
        found.put(rest.toString(), inner);
      }
    }
    return found;
  }

  private static Path path(Path from, String rest) {
    Path path = from;
    for (String step : Pointer.steps(rest)) {
      path = path.key(step);
    }
    return path;
  }

  private StateChange change(
      String key, @Nullable Set<Way> waysBefore, @Nullable Set<Way> waysAfter) {
    var old = indexBefore.state(key);
    var now = indexAfter.state(key);
    if (old.isEmpty() || now.isEmpty()) {
      return new StateChange(key, old.isEmpty() ? Change.ADDED : Change.REMOVED, Set.of());
    }
    EnumSet<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    if (!TaskValues.own(old.get().task()).equals(TaskValues.own(now.get().task()))) {
      aspects.add(Aspect.TASK);
    }
    // What only the order of the text leads elsewhere is a way that changed, and no state.
    boolean said =
        !TaskValues.transitions(old.get().task()).equals(TaskValues.transitions(now.get().task()));
    if (said && !Objects.equals(waysBefore, waysAfter)) {
      aspects.add(Aspect.TRANSITIONS);
    }
    return new StateChange(key, aspects.isEmpty() ? Change.SAME : Change.CHANGED, aspects);
  }
}

package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.AddCase;
import dev.sluice.flow.graph.Scopes;
import dev.sluice.flow.graph.SetCase;
import dev.sluice.flow.graph.SetThen;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.TransferTask;
import dev.sluice.flow.task.Task;
import dev.sluice.flow.task.Transition;
import dev.sluice.flow.task.Transitions;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures.Carry;
import dev.sluice.studio.core.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drags states into containers, out of them, and from one to another. */
final class Carrying {
  private final WorkflowModel model;
  private final Targets targets;
  private final Placing placing;

  Carrying(WorkflowModel model, Targets targets, Placing placing) {
    this.model = model;
    this.targets = targets;
    this.placing = placing;
  }

  /** What putting them down at a place means, where that is in another scope. */
  Optional<Carry> at(Set<String> ids, Point place) {
    return target(ids, place)
        .map(
            target -> {
              Optional<String> refusal =
                  refusal(model.scopes(), ids, target.scopeKey(), first(target));
              return new Carry(
                  target.shown(),
                  refusal
                      .map(Keys::sentence)
                      .orElseGet(() -> "move " + where(ids, target) + consequence(ids)),
                  refusal.isPresent());
            });
  }

  /** What becomes of cases whose targets stay behind; empty where there are none. */
  private String consequence(Set<String> ids) {
    List<String> cases = new ArrayList<>();
    for (String id : ids) {
      Task task = model.index().state(id).orElseThrow().task();
      for (Transition transition : Transitions.of(task)) {
        String target = StateIndex.key(Keys.scopeKey(id), transition.target());
        if (transition.caseKey() != null && !transition.isDirective() && !ids.contains(target)) {
          cases.add(transition.caseKey().value());
        }
      }
    }
    return cases.isEmpty()
        ? ""
        : cases.size() == 1
            ? "; its case " + cases.get(0) + " then goes on from there"
            : "; its cases " + String.join(", ", cases) + " then go on from there";
  }

  private String where(Set<String> ids, Target target) {
    String from = Keys.scopeKey(ids.iterator().next());
    boolean out = target.shown().isEmpty() && from.startsWith(target.scopeKey() + "/");
    if (!out) {
      return target.sentence();
    }
    return "out of "
        + model.scene().nodes().stream()
            .filter(node -> node.isContainer() && from.startsWith(node.id() + "/"))
            .filter(node -> Keys.scopeKey(node.id()).equals(target.scopeKey()))
            .map(Node::title)
            .findFirst()
            .orElse("the container");
  }

  private Optional<Target> target(Set<String> ids, Point place) {
    Optional<String> one = ids.stream().findFirst();
    if (one.isEmpty() || !ids.stream().allMatch(id -> model.index().state(id).isPresent())) {
      return Optional.empty();
    }
    return targets
        .at(place)
        .filter(target -> !target.scopeKey().equals(Keys.scopeKey(one.get())))
        .filter(target -> ids.stream().noneMatch(id -> target.scopeKey().startsWith(id + "/")));
  }

  /** The state that the first one is to stand behind; null where a case leads to it. */
  private static @Nullable String first(Target target) {
    return target.caseName() == null ? target.after() : null;
  }

  private Optional<String> refusal(
      Optional<Scopes> scopes, Set<String> ids, String scopeKey, @Nullable String after) {
    if (scopes.isEmpty()) {
      return Optional.of("the text cannot be read now; put it right first");
    }
    Set<String> taken = new HashSet<>(model.names(scopeKey));
    for (String id : ids) {
      StateIndex.Entry entry = model.index().state(id).orElseThrow();
      String as = Keys.fresh(taken, entry.task().name());
      taken.add(as);
      TransferTask edit = new TransferTask(entry.id(), scopeKey, after, as);
      Optional<String> refusal = scopes.get().refusal(entry.scope(), edit);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  /** Nodes in whose scope these cannot go, and containers that cannot take them. */
  Set<String> refused(Set<String> ids) {
    Set<String> scopes = new HashSet<>();
    Set<String> dim = new HashSet<>();
    String own = ids.stream().findFirst().map(Keys::scopeKey).orElse("");
    boolean states = ids.stream().allMatch(id -> model.index().state(id).isPresent());
    Optional<Scopes> all = model.scopes();
    for (PlacedGraph graph : states ? model.placed().values() : List.<PlacedGraph>of()) {
      boolean within = ids.stream().anyMatch(id -> graph.key().startsWith(id + "/"));
      if (!graph.key().equals(own) && !within && refusal(all, ids, graph.key(), null).isPresent()) {
        scopes.add(graph.key());
      }
    }
    for (Node node : model.scene().nodes()) {
      if (scopes.contains(Keys.scopeKey(node.id()))) {
        dim.add(node.id());
      }
    }
    return dim;
  }

  /** Puts them there; gives why not, or nothing. */
  Optional<String> put(Set<String> ids, Point place) {
    Target target = target(ids, place).orElseThrow();
    Optional<Scopes> all = model.scopes();
    Optional<String> refusal = refusal(all, ids, target.scopeKey(), first(target));
    if (refusal.isPresent()) {
      return refusal;
    }
    Scopes now = all.orElseThrow();
    LayoutFile layout = model.layout();
    Set<String> selected = new LinkedHashSet<>();
    String after = first(target);
    Point at = place.plus(-80, -24);
    List<String> ordered =
        model.index().entries().stream().map(StateIndex.Entry::key).filter(ids::contains).toList();
    Map<String, String> names = new LinkedHashMap<>();
    for (String id : ordered) {
      StateIndex index = now.index();
      StateIndex.Entry entry = index.state(id).orElseThrow();
      String as = Keys.fresh(WorkflowModel.names(index, target.scopeKey()), entry.task().name());
      TransferTask edit = new TransferTask(entry.id(), target.scopeKey(), after, as);
      if (now.refusal(entry.scope(), edit).isPresent()) {
        // Nothing follows the one before.
        edit = new TransferTask(entry.id(), target.scopeKey(), null, as);
      }
      now = now.apply(entry.scope(), edit);
      if (selected.isEmpty() && target.caseName() != null) {
        now = onCase(now, target, as);
      }
      names.put(id, as);
      String key = StateIndex.key(target.scopeKey(), as);
      layout = placing.carried(layout, id, key, at);
      at = at.plus(0, 84);
      selected.add(key);
      after = target.after() == null ? null : as;
    }
    model.become(led(now, target.scopeKey(), names), layout, selected);
    return Optional.empty();
  }

  /** Leads cases to the states that came along, as they did before. */
  private Scopes led(Scopes moved, String scopeKey, Map<String, String> names) {
    Scopes now = moved;
    for (String id : names.keySet()) {
      Task task = model.index().state(id).orElseThrow().task();
      for (Transition transition : Transitions.of(task)) {
        String as = names.get(StateIndex.key(Keys.scopeKey(id), transition.target()));
        if (transition.caseKey() != null && as != null) {
          String scope = now.index().pointer(scopeKey).orElseThrow();
          String choice = String.valueOf(names.get(id));
          SetCase edit = new SetCase(choice, transition.caseKey().value(), as);
          now = now.refusal(scope, edit).isEmpty() ? now.apply(scope, edit) : now;
        }
      }
    }
    return now;
  }

  /** Lets a case lead to the state, and the state to where the case led. */
  private Scopes onCase(Scopes now, Target target, String name) {
    String choice = String.valueOf(target.after());
    String caseName = String.valueOf(target.caseName());
    String scope = now.index().pointer(target.scopeKey()).orElseThrow();
    if (target.fresh()) {
      return now.apply(scope, new AddCase(choice, caseName, ".value == 1", name));
    }
    String went = targets.caseTarget(target).orElse(Transitions.EXIT);
    SetThen on = new SetThen(name, went);
    boolean leads = !went.equals(Transitions.EXIT) && now.refusal(scope, on).isEmpty();
    Scopes led = leads ? now.apply(scope, on) : now;
    return led.apply(scope, new SetCase(choice, caseName, name));
  }
}

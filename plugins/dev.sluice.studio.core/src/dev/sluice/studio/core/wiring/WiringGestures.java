package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.graph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What drawing, deleting and dropping mean for associations. Confined to the UI thread. */
public final class WiringGestures implements Gestures {
  private final WiringPresenter presenter;
  private final Actions actions;

  /** What the view does by itself. */
  public interface Actions {
    /** Something was opened. */
    void open(String node);

    /** What can be put in is offered at a place of the screen. */
    void offer(String at, int screenX, int screenY);

    /** A new source of this kind is wanted. */
    void newSource(String kind);

    /** Which type of events shall start a workflow; empty when the user thought better of it. */
    Optional<String> typeToStart(String workflow);
  }

  public WiringGestures(WiringPresenter presenter, Actions actions) {
    this.presenter = presenter;
    this.actions = actions;
  }

  @Override
  public void select(Set<String> ids) {
    presenter.select(ids);
  }

  @Override
  public void open(String id) {
    actions.open(id);
  }

  @Override
  public boolean editable() {
    return presenter.connected();
  }

  @Override
  public boolean movable() {
    return false;
  }

  @Override
  public boolean sideways() {
    return true;
  }

  @Override
  public String noun() {
    return "node";
  }

  @Override
  public void toggle(String id) {
    // Nothing has an inside.
  }

  @Override
  public boolean connectable(String from) {
    return presenter.connected()
        && presenter.scene().node(from).isPresent()
        && Wiring.functionOf(from).isEmpty()
        && Wiring.workflowOf(from).isEmpty();
  }

  @Override
  public Optional<String> connectRefusal(String from, String to) {
    Optional<String> function = Wiring.functionOf(to);
    Optional<AssociationInfo> association =
        Wiring.associationOf(to).flatMap(presenter.wiring()::find);
    Optional<AssociationInfo> out = Wiring.associationOf(from).flatMap(presenter.wiring()::find);
    if (from.equals(to)) {
      return Optional.of("");
    }
    if (Wiring.functionOf(from).isPresent()) {
      return Optional.of("What a function gives goes to its destinations");
    }
    if (Wiring.workflowOf(to).isPresent()) {
      return startRefusal(from, Wiring.workflowOf(to).get());
    }
    if (out.isPresent()) {
      if (function.isEmpty()) {
        return Optional.of("An association leads to functions");
      }
      return leadsTo(out.get(), function.get())
          ? Optional.of("Events go there already")
          : Optional.empty();
    }
    if (association.isPresent()) {
      return comesFrom(association.get(), from)
          ? Optional.of("It takes these events already")
          : Optional.empty();
    }
    return function.isPresent()
        ? Optional.empty()
        : Optional.of("Events go from sources to functions and workflows");
  }

  private Optional<String> startRefusal(String from, String workflow) {
    if (Wiring.associationOf(from).isPresent()) {
      return Optional.of("An association leads to functions; workflows take events of sources");
    }
    if (Wiring.workflowOf(from).isPresent()) {
      return Optional.of("What a workflow tells comes as events of the source 'workflow'");
    }
    boolean said =
        presenter.wiring().findWorkflow(workflow).filter(WorkflowStart::isSaid).isPresent();
    return said
        ? Optional.of("It says already what starts it: open it to change 'schedule'")
        : Optional.empty();
  }

  private static boolean leadsTo(AssociationInfo info, String function) {
    return info.targets().stream().anyMatch(target -> function.equals(target.function()));
  }

  private static boolean comesFrom(AssociationInfo info, String node) {
    return Wiring.sourceOf(node)
        .map(source -> info.sources().contains(source))
        .orElse(info.sources().isEmpty());
  }

  @Override
  public String connectWords(Node to) {
    return Wiring.workflowOf(to.id()).isPresent()
        ? "start " + to.title() + " with each event"
        : Wiring.functionOf(to.id()).isPresent()
            ? "lead events to " + to.title()
            : "take events by " + to.title();
  }

  @Override
  public void connect(String from, String to) {
    Optional<String> refused = connectRefusal(from, to);
    if (refused.isPresent()) {
      if (!refused.get().isEmpty()) {
        presenter.refuse(refused.get() + ".");
      }
      return;
    }
    if (Wiring.workflowOf(to).isPresent()) {
      start(from, Wiring.workflowOf(to).get());
      return;
    }
    String source = Wiring.sourceOf(from).orElse(null);
    Optional<AssociationInfo> out = Wiring.associationOf(from).flatMap(presenter.wiring()::find);
    Optional<AssociationInfo> in = Wiring.associationOf(to).flatMap(presenter.wiring()::find);
    if (out.isPresent()) {
      change(out.get(), Specs.to(Specs.of(out.get()), Wiring.functionOf(to).orElseThrow()));
    } else if (in.isPresent()) {
      change(in.get(), Specs.from(Specs.of(in.get()), source));
    } else {
      presenter.associate(source, Wiring.functionOf(to).orElseThrow());
    }
  }

  /** Events of a source that is defined are known by it, others by their type alone. */
  private void start(String from, String workflow) {
    Wiring.sourceOf(from)
        .flatMap(presenter.wiring()::findSource)
        .map(
            source ->
                Optional.of(
                    WorkflowStart.begin(
                        workflow,
                        WorkflowStart.by(source),
                        "Each event of " + source.name() + " starts " + workflow + ".")))
        .orElseGet(
            () ->
                actions
                    .typeToStart(workflow)
                    .map(
                        type ->
                            WorkflowStart.begin(
                                workflow,
                                WorkflowStart.by(type),
                                "Each event of the type " + type + " starts " + workflow + ".")))
        .ifPresent(
            change ->
                presenter.act(change, () -> presenter.select(Set.of(Wiring.workflow(workflow)))));
  }

  private void change(AssociationInfo info, AssociationSpec spec) {
    presenter.act(Change.replace(info, spec), () -> {});
  }

  @Override
  public void reconnect(String line, String to) {
    Optional<Line> old = presenter.scene().line(line);
    Optional<String> association = old.map(Line::from).flatMap(Wiring::associationOf);
    Optional<String> function = Wiring.functionOf(to);
    Optional<AssociationInfo> info = association.flatMap(presenter.wiring()::find);
    if (info.isEmpty() || function.isEmpty()) {
      presenter.refuse("Only the end at a function can be led elsewhere.");
      return;
    }
    String before = Wiring.functionOf(old.orElseThrow().to()).orElse("");
    List<Target> targets = new ArrayList<>();
    for (Target target : info.get().targets()) {
      // Versions are the other function's own: they mean nothing for this one.
      targets.add(
          before.equals(target.function())
              ? new Target(function.get(), null, null, target.input())
              : target);
    }
    change(info.get(), Specs.withTargets(Specs.of(info.get()), targets));
  }

  @Override
  public void move(Map<String, Point> places) {
    // Places are made by the layout.
  }

  @Override
  public void delete(Collection<String> ids) {
    Map<String, AssociationInfo> whole = new LinkedHashMap<>();
    Map<String, AssociationSpec> parts = new LinkedHashMap<>();
    List<Change> starts = new ArrayList<>();
    for (String id : ids) {
      Wiring.associationOf(id)
          .flatMap(presenter.wiring()::find)
          .ifPresent(info -> whole.put(info.name(), info));
      Wiring.sourceOf(id).flatMap(presenter.wiring()::findSource).ifPresent(presenter::delete);
      Wiring.functionOf(id).ifPresent(this::deleteFunction);
      Wiring.workflowOf(id).ifPresent(this::deleteWorkflow);
      Optional<Line> line = presenter.scene().line(id);
      Optional<String> workflow = line.map(Line::to).flatMap(Wiring::workflowOf);
      workflow.flatMap(presenter.wiring()::findWorkflow).ifPresent(start -> cut(start, starts));
      line.filter(any -> workflow.isEmpty()).ifPresent(any -> cut(any, parts));
    }
    whole.keySet().forEach(parts::remove);
    List<Change> changes = new ArrayList<>(starts);
    whole.values().forEach(info -> changes.add(Change.delete(info)));
    parts.forEach(
        (name, spec) ->
            presenter
                .wiring()
                .find(name)
                .ifPresent(info -> changes.add(Change.replace(info, spec))));
    if (!changes.isEmpty() && presenter.confirmDelete(whole.values())) {
      presenter.act(Change.all(changes), () -> {});
    }
  }

  private void deleteFunction(String function) {
    boolean wired =
        presenter.wiring().associations().stream().anyMatch(info -> leadsTo(info, function));
    if (wired) {
      presenter.refuse(
          "Functions are deleted in the Navigator; delete the line to lead no events to "
              + function
              + ".");
    } else {
      presenter.hide(Wiring.function(function));
    }
  }

  private void deleteWorkflow(String workflow) {
    boolean starts =
        presenter
            .wiring()
            .findWorkflow(workflow)
            .filter(start -> !start.filters().isEmpty())
            .isPresent();
    if (starts) {
      presenter.refuse(
          "Workflows are deleted in the Navigator; delete the line to have no events start "
              + workflow
              + ".");
    } else {
      presenter.hide(Wiring.workflow(workflow));
    }
  }

  private void cut(WorkflowStart start, List<Change> starts) {
    if (start.filters().size() == 1) {
      starts.add(start.end());
    } else {
      presenter.refuse(
          start.workflow() + " starts by several events: open it to change 'schedule'.");
    }
  }

  /** An association without the source or the function that a line stands for. */
  private void cut(Line line, Map<String, AssociationSpec> parts) {
    String name =
        Wiring.associationOf(line.from()).or(() -> Wiring.associationOf(line.to())).orElseThrow();
    AssociationInfo info = presenter.wiring().find(name).orElseThrow();
    AssociationSpec spec = parts.getOrDefault(name, Specs.of(info));
    Optional<String> function = Wiring.functionOf(line.to());
    if (function.isPresent()) {
      List<Target> left =
          Specs.orNone(spec.targets()).stream()
              .filter(target -> !function.get().equals(target.function()))
              .toList();
      if (left.isEmpty()) {
        presenter.refuse("An association needs a function: delete " + name + " instead.");
      } else {
        parts.put(name, Specs.withTargets(spec, left));
      }
      return;
    }
    List<String> left = new ArrayList<>(Specs.orNone(spec.sources()));
    Wiring.sourceOf(line.from()).ifPresent(left::remove);
    if (left.isEmpty()) {
      presenter.refuse(
          "Without a source, " + name + " would take all events: delete it, or connect another.");
    } else {
      parts.put(name, Specs.withSources(spec, left));
    }
  }

  @Override
  public Optional<String> name(String id) {
    return Optional.empty();
  }

  @Override
  public Optional<String> renameRefusal(String id, String name) {
    return Optional.of("Names of associations are for good.");
  }

  @Override
  public void rename(String id, String name) {
    // Refused above.
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    actions.offer(at, screenX, screenY);
  }

  /**
   * An entry of the palette is chosen: the node of a function or workflow, or a kind of sources.
   *
   * @param at the node that it is chosen for; empty for the ground
   */
  public void choose(String entry, String at) {
    if (Wiring.functionOf(entry).or(() -> Wiring.workflowOf(entry)).isEmpty()) {
      actions.newSource(entry);
      return;
    }
    if (!at.isEmpty() && connectable(at) && connectRefusal(at, entry).isEmpty()) {
      connect(at, entry);
    } else {
      presenter.show(entry);
    }
  }

  @Override
  public void drop(String entry, Point place) {
    choose(entry, nodeAt(place));
  }

  @Override
  public Optional<Drop> dropTarget(Point place) {
    String node = nodeAt(place);
    return node.isEmpty() || !connectable(node)
        ? Optional.of(new Drop("", "put it here"))
        : presenter
            .scene()
            .node(node)
            .map(at -> new Drop(node, "lead events of " + at.title() + " to it"));
  }

  private String nodeAt(Point place) {
    return presenter.scene().nodeAt(place.x(), place.y()).map(Node::id).orElse("");
  }
}

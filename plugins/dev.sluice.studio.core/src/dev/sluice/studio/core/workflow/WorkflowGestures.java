package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.flow.graph.AddCase;
import dev.sluice.flow.graph.AddTask;
import dev.sluice.flow.graph.GraphEdit;
import dev.sluice.flow.graph.MoveTask;
import dev.sluice.flow.graph.RemoveCase;
import dev.sluice.flow.graph.RemoveTask;
import dev.sluice.flow.graph.RenameTask;
import dev.sluice.flow.graph.SetCase;
import dev.sluice.flow.graph.SetThen;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.graph.TidyOrder;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.task.Transitions;
import dev.sluice.flow.text.Values;
import dev.sluice.layout.Direction;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.Point;
import dev.sluice.studio.core.graph.Gestures;
import dev.sluice.studio.core.graph.Line;
import dev.sluice.studio.core.workflow.WorkflowModel.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What gestures do to a workflow: each is a few edits of its text. Confined to the UI thread. */
public final class WorkflowGestures implements Gestures {
  /** What the editor adds to gestures. */
  public interface Surroundings {
    /** Goes to the form of a state. */
    void inspect(String key);

    /** Offers the palette for a place in the workflow. */
    void offer(String at, int screenX, int screenY);

    /** Says why something was not done. */
    void refuse(String why);

    /** The entry of the palette with an id. */
    Optional<Palette.Entry> entry(String id);
  }

  private final WorkflowModel model;
  private final Surroundings around;
  private final Targets targets;
  private final Placing placing;
  private final Carrying carrying;

  public WorkflowGestures(WorkflowModel model, Surroundings around) {
    this.model = model;
    this.around = around;
    this.targets = new Targets(model);
    this.placing = new Placing(model);
    this.carrying = new Carrying(model, targets, placing);
  }

  @Override
  public boolean editable() {
    return model.unreadable().isEmpty() && model.document() != null;
  }

  @Override
  public void select(Set<String> ids) {
    model.select(ids);
  }

  @Override
  public void open(String id) {
    around.inspect(id);
  }

  @Override
  public void toggle(String id) {
    Set<String> closed = new HashSet<>(model.layout().closed());
    if (!closed.remove(id)) {
      closed.add(id);
    }
    model.arrange(model.layout().withClosed(closed));
  }

  @Override
  public boolean connectable(String from) {
    String id = Keys.id(from);
    return editable() && !id.equals(State.EXIT) && !id.equals(State.END);
  }

  @Override
  public Optional<String> connectRefusal(String from, String to) {
    if (Keys.id(to).equals(State.START)) {
      return Optional.of("nothing leads back to the start");
    }
    if (!Keys.scopeKey(from).equals(Keys.scopeKey(to))) {
      return Optional.of(
          "'"
              + Keys.id(to).strip()
              + "' is in another scope; a state goes on to one of its own scope");
    }
    return connection(from, to)
        .map(edit -> model.refusal(scope(from), edit))
        .orElse(Optional.of("it leads there already"));
  }

  private Optional<GraphEdit> connection(String from, String to) {
    if (Keys.id(from).equals(State.START)) {
      return Keys.id(to).startsWith(" ")
          ? Optional.empty()
          : Optional.of(new MoveTask(Keys.id(to), 0));
    }
    Optional<StateIndex.Entry> entry = model.index().state(from);
    if (entry.isPresent() && entry.get().task().kind() == TaskKind.SWITCH) {
      String fresh = Targets.freshCase(entry.get());
      return Optional.of(new AddCase(Keys.id(from), fresh, ".value == 1", Keys.target(to)));
    }
    return Optional.of(new SetThen(Keys.id(from), Keys.target(to)));
  }

  @Override
  public void connect(String from, String to) {
    Optional<String> refusal = connectRefusal(from, to);
    if (refusal.isPresent()) {
      around.refuse(Keys.sentence(refusal.get()));
      return;
    }
    connection(from, to).ifPresent(edit -> step(from, edit, Set.of(from)));
  }

  @Override
  public void reconnect(String lineId, String to) {
    Optional<Line> line = model.scene().line(lineId);
    if (line.isEmpty()) {
      return;
    }
    String from = line.get().from();
    GraphEdit edit =
        Keys.id(from).equals(State.START)
            ? new MoveTask(Keys.id(to), 0)
            : line.get().label().isEmpty()
                ? new SetThen(Keys.id(from), Keys.target(to))
                : new SetCase(Keys.id(from), line.get().label(), Keys.target(to));
    boolean sameScope =
        Keys.scopeKey(from).equals(Keys.scopeKey(to)) && !Keys.id(to).equals(State.START);
    Optional<String> refusal =
        sameScope ? model.refusal(scope(from), edit) : connectRefusal(from, to);
    if (refusal.isPresent()) {
      around.refuse(Keys.sentence(refusal.get()));
    } else {
      step(from, edit, model.selected());
    }
  }

  @Override
  public void move(Map<String, Point> places) {
    model.arrange(placing.moved(places));
  }

  @Override
  public Optional<Carry> carry(Set<String> ids, Point place) {
    return editable() ? carrying.at(ids, place) : Optional.empty();
  }

  @Override
  public Set<String> carryRefused(Set<String> ids) {
    return editable() ? carrying.refused(ids) : Set.of();
  }

  @Override
  public void putInto(Set<String> ids, Point place) {
    carrying.put(ids, place).map(Keys::sentence).ifPresent(around::refuse);
  }

  @Override
  public void delete(Collection<String> ids) {
    List<Step> steps = new ArrayList<>();
    for (String each : ids) {
      Optional<StateIndex.Entry> entry = model.index().state(each);
      boolean inside = ids.stream().anyMatch(other -> each.startsWith(other + "/"));
      if (entry.isPresent() && !inside) {
        steps.add(new Step(entry.get().scope(), new RemoveTask(entry.get().id())));
      }
    }
    if (steps.isEmpty()) {
      ids.stream()
          .flatMap(each -> model.scene().line(each).stream())
          .findFirst()
          .ifPresent(this::deleteLine);
      return;
    }
    // Of lists with numbers in their pointers, the inner and later ones first.
    steps.sort((a, b) -> b.scope().compareTo(a.scope()));
    for (Step step : steps) {
      Optional<String> refusal = model.refusal(step.scope(), step.edit());
      if (refusal.isPresent()) {
        around.refuse(Keys.sentence(refusal.get()));
        return;
      }
    }
    model.apply(steps, model.layout(), Set.of());
  }

  private void deleteLine(Line line) {
    String from = line.from();
    GraphEdit edit =
        line.label().isEmpty()
            ? new SetThen(
                Keys.id(from), Keys.id(line.to()).equals(State.EXIT) ? null : Transitions.EXIT)
            : new RemoveCase(Keys.id(from), line.label());
    Optional<String> refusal =
        Keys.id(from).equals(State.START)
            ? Optional.of("a workflow has to start somewhere; lead the start to another state")
            : model.refusal(scope(from), edit);
    if (refusal.isPresent()) {
      around.refuse(Keys.sentence(refusal.get()));
    } else {
      step(from, edit, Set.of());
    }
  }

  @Override
  public Optional<String> name(String id) {
    return model.index().state(id).map(entry -> entry.task().name());
  }

  @Override
  public Optional<String> renameRefusal(String id, String name) {
    return name.equals(Keys.id(id))
        ? Optional.empty()
        : model.refusal(scope(id), new RenameTask(Keys.id(id), name)).map(Keys::sentence);
  }

  @Override
  public void rename(String id, String name) {
    if (!name.equals(Keys.id(id)) && renameRefusal(id, name).isEmpty()) {
      String renamed = StateIndex.key(Keys.scopeKey(id), name);
      Step step = new Step(scope(id), new RenameTask(Keys.id(id), name));
      model.apply(List.of(step), model.layout().renamed(id, renamed), Set.of(renamed));
    }
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    around.offer(at, screenX, screenY);
  }

  @Override
  public Optional<Drop> dropTarget(Point place) {
    return editable()
        ? targets.at(place).map(target -> new Drop(target.shown(), target.sentence()))
        : Optional.empty();
  }

  @Override
  public void drop(String entry, Point place) {
    around
        .entry(entry)
        .ifPresent(
            each ->
                targets
                    .at(place)
                    .ifPresent(
                        target -> {
                          boolean ground = target.shown().isEmpty() && target.after() == null;
                          add(
                              each,
                              target,
                              ground ? Optional.of(place.plus(-80, -24)) : Optional.empty());
                        }));
  }

  /**
   * Puts an entry of the palette in behind a node or onto an edge.
   *
   * @param at the id of that; empty for behind what is selected, or else for the end
   */
  public void append(Palette.Entry entry, String at) {
    Optional<Target> target = target(entry, at);
    if (target.isPresent()) {
      add(entry, target.get(), Optional.empty());
    } else {
      around.refuse("There is no place for it; drop it where it belongs.");
    }
  }

  private Optional<Target> target(Palette.Entry entry, String at) {
    String wanted = at.isEmpty() ? model.selected().stream().findFirst().orElse(lastState()) : at;
    if (model.scene().line(wanted).isPresent()) {
      return targets.on(wanted);
    }
    return targets.after(wanted);
  }

  /** The last state of the outermost scope; its start where it has none. */
  private String lastState() {
    Optional<PlacedGraph> root = model.placed().values().stream().findFirst();
    if (root.isEmpty()) {
      return "";
    }
    String last = State.START;
    for (State state : root.get().graph().states()) {
      last = state.id().startsWith(" ") ? last : state.id();
    }
    return StateIndex.key(root.get().key(), last);
  }

  private void add(Palette.Entry entry, Target target, Optional<Point> place) {
    if (entry.id().equals(Palette.END)) {
      end(target);
      return;
    }
    String name = freshName(target.scopeKey(), entry.name());
    add(List.of(Map.entry(name, entry.body())), target, place);
  }

  private void end(Target target) {
    if (target.after() == null || target.after().equals(State.START)) {
      around.refuse("Drop the end on the state that is to be the last.");
      return;
    }
    GraphEdit edit =
        target.caseName() == null
            ? new SetThen(target.after(), Transitions.END)
            : target.fresh()
                ? new AddCase(target.after(), target.caseName(), ".value == 1", Transitions.END)
                : new SetCase(target.after(), target.caseName(), Transitions.END);
    Optional<String> refusal = model.refusal(target.scope(), edit);
    if (refusal.isPresent()) {
      around.refuse(Keys.sentence(refusal.get()));
    } else {
      model.apply(List.of(new Step(target.scope(), edit)), model.layout(), model.selected());
    }
  }

  /** Puts tasks in, one behind the other. */
  private void add(
      List<Map.Entry<String, ObjectNode>> tasks, Target target, Optional<Point> place) {
    List<Step> steps = new ArrayList<>();
    Set<String> selected = new LinkedHashSet<>();
    String before = target.after();
    boolean byCase = target.caseName() != null;
    LayoutFile layout = model.layout();
    for (int i = 0; i < tasks.size(); i++) {
      String name = tasks.get(i).getKey();
      ObjectNode body = tasks.get(i).getValue();
      boolean first = i == 0;
      if (first && byCase) {
        steps.addAll(onCase(target, name, body));
      } else {
        steps.add(new Step(target.scope(), new AddTask(before, name, body)));
      }
      selected.add(StateIndex.key(target.scopeKey(), name));
      String follows = before == null ? "" : StateIndex.key(target.scopeKey(), before);
      if (first) {
        layout =
            place
                .map(point -> placing.added(target.scopeKey(), name, point))
                .orElseGet(() -> placing.near(target.scopeKey(), name, follows));
      }
      before = name;
    }
    Optional<String> refusal = model.refusal(target.scope(), steps.get(0).edit());
    if (refusal.isPresent()) {
      around.refuse(Keys.sentence(refusal.get()));
    } else {
      model.apply(steps, layout, selected);
    }
  }

  private List<Step> onCase(Target target, String name, ObjectNode body) {
    String choice = String.valueOf(target.after());
    String caseName = String.valueOf(target.caseName());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(target.scope(), new AddTask(null, name, body)));
    if (target.fresh()) {
      steps.add(new Step(target.scope(), new AddCase(choice, caseName, ".value == 1", name)));
      return steps;
    }
    String went = targets.caseTarget(target).orElse(Transitions.EXIT);
    if (!went.equals(Transitions.EXIT) && !body.has("raise") && !body.has("switch")) {
      steps.add(new Step(target.scope(), new SetThen(name, went)));
    }
    steps.add(new Step(target.scope(), new SetCase(choice, caseName, name)));
    return steps;
  }

  /** What is selected, as text for the clipboard; empty for nothing. */
  public String copy() {
    var document = model.document();
    List<StateIndex.Entry> entries =
        model.index().entries().stream()
            .filter(entry -> model.selected().contains(entry.key()))
            .filter(
                entry ->
                    model.selected().stream()
                        .noneMatch(other -> entry.key().startsWith(other + "/")))
            .toList();
    return document == null ? "" : TaskClipboard.copy(document, entries);
  }

  /** Puts the tasks of a text in behind what is selected. */
  public void paste(String text) {
    Map<String, ObjectNode> tasks = TaskClipboard.paste(text);
    if (tasks.isEmpty()) {
      around.refuse("The clipboard has no states: they are a list of tasks in YAML or JSON.");
      return;
    }
    targets
        .after(model.selected().stream().filter(this::isState).findFirst().orElse(lastState()))
        .ifPresent(
            target -> {
              List<Map.Entry<String, ObjectNode>> renamed = new ArrayList<>();
              Set<String> taken = model.names(target.scopeKey());
              tasks.forEach(
                  (name, body) -> {
                    String fresh = Keys.fresh(taken, name);
                    taken.add(fresh);
                    ObjectNode free = body.deepCopy();
                    // Where it went is not where it goes from here.
                    free.remove("then");
                    renamed.add(Map.entry(fresh, free));
                  });
              add(renamed, target, Optional.empty());
            });
  }

  /** Puts the same again behind what is selected. */
  public void duplicate() {
    Map<String, ObjectNode> tasks = new LinkedHashMap<>();
    model.selected().stream()
        .flatMap(id -> model.index().state(id).stream())
        .forEach(
            entry -> {
              if (Values.of(entry.task().value()) instanceof ObjectNode body) {
                tasks.put(entry.task().name(), body);
              }
            });
    if (!tasks.isEmpty()) {
      paste(copy());
    }
  }

  /** Lays everything out anew. */
  public void layOut(Direction direction) {
    model.arrange(model.layout().withPlaces(Map.of()).withDirection(direction));
  }

  /** Puts tasks into the order in which they follow one another, where that is not so. */
  public void tidy() {
    List<Step> steps = new ArrayList<>();
    for (PlacedGraph graph : model.placed().values()) {
      String scope = graph.graph().path().pointer();
      if (model.refusal(scope, new TidyOrder()).isEmpty() && steps.isEmpty()) {
        steps.add(new Step(scope, new TidyOrder()));
      }
    }
    model.apply(steps, model.layout(), model.selected());
  }

  private void step(String of, GraphEdit edit, Set<String> select) {
    model.apply(List.of(new Step(scope(of), edit)), model.layout(), select);
  }

  private boolean isState(String id) {
    return model.index().state(id).isPresent();
  }

  private String freshName(String scopeKey, String name) {
    return Keys.fresh(model.names(scopeKey), name);
  }

  private String scope(String key) {
    return model
        .placed(Keys.scopeKey(key))
        .map(graph -> graph.graph().path().pointer())
        .orElse(Keys.scopeKey(key));
  }
}

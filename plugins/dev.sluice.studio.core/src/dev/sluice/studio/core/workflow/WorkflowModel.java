package dev.sluice.studio.core.workflow;

import dev.sluice.flow.graph.Graph;
import dev.sluice.flow.graph.GraphEdit;
import dev.sluice.flow.graph.Scopes;
import dev.sluice.flow.graph.State;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.Reading;
import dev.sluice.layout.LayoutFile;
import dev.sluice.layout.PlacedGraph;
import dev.sluice.layout.PlacedState;
import dev.sluice.studio.core.graph.Mark;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Scene;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One workflow as text and as drawing, which are the same at every moment: while the text cannot be
 * read, the drawing is the last that could be made. Every change is a step of one history. Confined
 * to the UI thread.
 */
public final class WorkflowModel {
  /** Hears of changes. */
  public interface Listener {
    /**
     * The drawing is another.
     *
     * @param changed ids of nodes that are new or say something else
     */
    void sceneChanged(Set<String> changed);

    /** The text was changed by something else than typing. */
    void textReplaced();

    /** Other states are selected, or the same elsewhere. */
    void selectionChanged();
  }

  private final Listener listener;
  private final WorkflowPlaces places;
  private final Map<String, PlacedGraph> placed = new LinkedHashMap<>();
  private History history;
  private @Nullable Scopes scopes;
  private List<Graph> graphs = List.of();
  private StateIndex index;
  private Scene plain = Scene.EMPTY;
  private Scene scene = Scene.EMPTY;
  private @Nullable Problem unreadable;
  private Map<String, Mark> marks = Map.of();
  private String focus = "";

  /** An empty text, which is laid out anew before anybody hears of a change. */
  public WorkflowModel(Listener listener) {
    this(listener, null);
  }

  /**
   * An empty text. After changes of large ones the listener hears twice: at once, with states near
   * where they were, and when the layout is there.
   *
   * @param ui runs what it is given on the UI thread
   */
  public WorkflowModel(Listener listener, @Nullable Executor ui) {
    this.listener = listener;
    this.places = new WorkflowPlaces(ui, this::settled);
    this.history = new History(new Snapshot("", LayoutFile.EMPTY, Set.of()));
    this.index = StateIndex.of(Document.read("").orThrow());
  }

  /** Starts anew with another text; undo does not go back beyond it. */
  public void open(String text, LayoutFile layout) {
    history = new History(new Snapshot(text, layout, Set.of()));
    marks = Map.of();
    focus = "";
    read();
    listener.textReplaced();
    listener.selectionChanged();
  }

  /** The text as it is, right or wrong. */
  public String text() {
    return history.now().text();
  }

  /** Where people put states. */
  public LayoutFile layout() {
    return history.now().layout();
  }

  /** What is drawn: of the text, or of the last text that could be read; null before there is. */
  public @Nullable Document document() {
    return scopes == null ? null : scopes.document();
  }

  /** The states of {@link #document}. */
  public StateIndex index() {
    return index;
  }

  /** The graphs of {@link #document}. */
  public List<Graph> graphs() {
    return graphs;
  }

  /** Why the text cannot be read; empty when it can. */
  public Optional<Problem> unreadable() {
    return Optional.ofNullable(unreadable);
  }

  /** The drawing. */
  public Scene scene() {
    return scene;
  }

  /** Names of the tasks of a list. */
  Set<String> names(String scopeKey) {
    return names(index, scopeKey);
  }

  static Set<String> names(StateIndex index, String scopeKey) {
    Set<String> names = new HashSet<>();
    for (StateIndex.Entry entry : index.entries()) {
      if (entry.scopeKey().equals(scopeKey)) {
        names.add(entry.task().name());
      }
    }
    return names;
  }

  /** A scope as it is placed, if it is drawn. */
  Optional<PlacedGraph> placed(String scopeKey) {
    return Optional.ofNullable(placed.get(scopeKey));
  }

  /** All scopes that are drawn, the outer ones first. */
  Map<String, PlacedGraph> placed() {
    return placed;
  }

  /** Ids of the nodes and edges that are selected. */
  public Set<String> selected() {
    return history.now().selected();
  }

  /** The key of the first state that is selected; empty where none is. */
  public Optional<String> selectedState() {
    return selected().stream().filter(id -> index.state(id).isPresent()).findFirst();
  }

  /** The container that is looked into; empty for the whole workflow. */
  public String focus() {
    return focus;
  }

  /** Looks into a container alone, or with an empty key at everything. */
  public void focus(String key) {
    focus = index.state(key).isPresent() ? key : "";
    settled();
  }

  /** Selects nodes and edges. */
  public void select(Set<String> ids) {
    if (!ids.equals(selected())) {
      history.select(ids);
      listener.selectionChanged();
    }
  }

  /**
   * The text was typed.
   *
   * @param at where it was changed
   */
  public void typed(String text, int at) {
    Snapshot before = history.now();
    if (text.equals(before.text())) {
      return;
    }
    boolean lineEnd = text.length() > at && at >= 0 && text.charAt(at) == '\n';
    history.typed(new Snapshot(text, before.layout(), before.selected()), at, lineEnd);
    read();
  }

  /** Why an edit cannot be done; empty when it can. */
  public Optional<String> refusal(String scope, GraphEdit edit) {
    return scopes()
        .map(all -> all.refusal(scope, edit))
        .orElse(Optional.of("the text cannot be read now; put it right first"));
  }

  /** The lists of tasks of the text as it is; empty while it cannot be read. */
  Optional<Scopes> scopes() {
    return unreadable == null ? Optional.ofNullable(scopes) : Optional.empty();
  }

  /**
   * Does edits as one step.
   *
   * @param steps what is done to which list of tasks, in order
   * @param layout where states are afterwards
   * @param select ids that are selected afterwards
   */
  public void apply(List<Step> steps, LayoutFile layout, Set<String> select) {
    Scopes now = scopes().orElse(null);
    if (now == null) {
      return;
    }
    for (Step step : steps) {
      now = now.apply(step.scope(), step.edit());
    }
    become(now, layout, select);
  }

  /** Goes on with an edited document as one step. */
  void become(Scopes now, LayoutFile layout, Set<String> select) {
    Snapshot next = new Snapshot(now.document().text(), layout, select);
    if (next.sameContent(history.now())) {
      select(select);
      return;
    }
    boolean sameText = next.text().equals(history.now().text());
    history.step(next);
    take(now);
    if (!sameText) {
      listener.textReplaced();
    }
    listener.selectionChanged();
  }

  /** An edit of a list of tasks, which a pointer names. */
  public record Step(String scope, GraphEdit edit) {}

  /** Replaces the whole text as one step. */
  public void replace(String text) {
    if (!text.equals(text())) {
      history.step(new Snapshot(text, layout(), selected()));
      read();
      listener.textReplaced();
    }
  }

  /** Puts states elsewhere as one step. */
  public void arrange(LayoutFile layout) {
    apply(List.of(), layout, selected());
  }

  /** Goes a step back. */
  public void undo() {
    history.undo().ifPresent(this::restored);
  }

  /** Goes a step forward again. */
  public void redo() {
    history.redo().ifPresent(this::restored);
  }

  private void restored(Snapshot snapshot) {
    read();
    listener.textReplaced();
    listener.selectionChanged();
  }

  /** What is wrong with states, by their keys. */
  public void mark(Map<String, Mark> now) {
    if (!now.equals(marks)) {
      marks = Map.copyOf(now);
      scene = marked(plain);
      listener.sceneChanged(Set.of());
    }
  }

  private void read() {
    Reading reading = Document.read(text());
    Document read = reading.document();
    if (read == null) {
      unreadable = reading.problems().get(0);
      listener.sceneChanged(Set.of());
      return;
    }
    take(Scopes.of(read));
  }

  private void take(Scopes now) {
    unreadable = null;
    scopes = now;
    index = now.index();
    graphs = now.graphs();
    if (!focus.isEmpty() && index.state(focus).isEmpty()) {
      focus = "";
    }
    Set<String> kept = new LinkedHashSet<>(selected());
    Map<String, Node> before = new LinkedHashMap<>();
    plain.nodes().forEach(node -> before.put(node.id(), node));
    draw();
    Set<String> changed = new HashSet<>();
    for (Node node : plain.nodes()) {
      Node old = before.get(node.id());
      boolean same =
          old != null && old.detail().equals(node.detail()) && old.look().equals(node.look());
      if (!same && node.isReal()) {
        changed.add(node.id());
      }
    }
    kept.removeIf(id -> plain.node(id).isEmpty() && plain.line(id).isEmpty());
    if (!kept.equals(selected())) {
      history.select(kept);
      listener.selectionChanged();
    }
    listener.sceneChanged(before.isEmpty() ? Set.of() : changed);
  }

  private void draw() {
    placed.clear();
    Optional<Graph> root = root();
    if (root.isEmpty()) {
      plain = Scene.EMPTY;
    } else {
      PlacedGraph all = places.of(rootKey(), root.get(), layout(), open(layout()));
      remember(all);
      plain = WorkflowScene.of(all, index);
    }
    scene = marked(plain);
  }

  private void settled() {
    draw();
    listener.sceneChanged(Set.of());
  }

  private Set<String> open(LayoutFile layout) {
    Set<String> closed = new HashSet<>(layout.closed());
    closed.remove(focus);
    return closed;
  }

  private void remember(PlacedGraph graph) {
    placed.put(graph.key(), graph);
    for (PlacedState state : graph.states()) {
      state.inside().forEach(this::remember);
    }
  }

  private String rootKey() {
    return focus.isEmpty()
        ? index.scopeKey(graphs.get(0).path().pointer())
        : index.state(focus).orElseThrow().scopeKey();
  }

  private Optional<Graph> root() {
    if (graphs.isEmpty() || focus.isEmpty()) {
      return graphs.stream().findFirst();
    }
    StateIndex.Entry entry = index.state(focus).orElseThrow();
    for (Graph graph : graphs) {
      Optional<Graph> scope = find(graph, entry.scope());
      if (scope.isPresent()) {
        Optional<State> state = scope.get().state(entry.id());
        return state.map(each -> WorkflowScene.alone(scope.get(), each));
      }
    }
    return Optional.empty();
  }

  private static Optional<Graph> find(Graph graph, String pointer) {
    if (graph.path().pointer().equals(pointer)) {
      return Optional.of(graph);
    }
    for (State state : graph.states()) {
      for (Graph inner : state.inside()) {
        Optional<Graph> found = find(inner, pointer);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Scene marked(Scene drawn) {
    if (marks.isEmpty()) {
      return drawn;
    }
    return new Scene(
        drawn.nodes().stream()
            .map(node -> node.marked(marks.get(node.id()), node.status(), node.count()))
            .toList(),
        drawn.lines());
  }
}

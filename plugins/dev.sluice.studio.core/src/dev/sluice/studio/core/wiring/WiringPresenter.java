package dev.sluice.studio.core.wiring;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.LiveEvent;
import dev.sluice.api.SourceInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.functions.FunctionCatalog;
import dev.sluice.studio.core.graph.Scene;
import dev.sluice.studio.core.operate.ListView;
import dev.sluice.studio.core.operate.Polled;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sources, associations, functions and workflows as a drawing. What is done to it is done at the
 * server, and can be taken back; what is typed into an association's form waits until it is
 * applied. Confined to the UI thread.
 */
public final class WiringPresenter {
  private static final int MOST_UNDONE = 100;

  private final StudioSession session;
  private final View view;
  private final Clock clock;
  private final WiringQuestion question = new WiringQuestion();
  private final Polled<Wiring> polled;
  private final WiringScene drawing = new WiringScene();
  private final Rates rates;
  private final Consumer<List<LiveEvent>> feed = this::arrived;
  private final FunctionCatalog.Listener functions = new Functions();
  private final Map<String, Draft> drafts = new HashMap<>();
  private final Set<String> shown = new HashSet<>();
  private final Deque<Change> undo = new ArrayDeque<>();
  private final Deque<Change> redo = new ArrayDeque<>();
  private Set<String> selected = Set.of();
  private Scene scene = Scene.EMPTY;
  private Set<String> before = Set.of();
  private int reverted;
  private int acting;
  private String wanted = "";

  /**
   * What was typed.
   *
   * @param base what the server had when the typing began
   */
  private record Draft(AssociationInfo base, AssociationSpec typed) {}

  /** What shows it, called on the UI thread. */
  public interface View {
    /** Another drawing, in which these came or changed. */
    void sceneChanged(Set<String> changed);

    /** Others are selected. */
    void selectionChanged();

    /** Another sentence, other drafts, or another connection. */
    void stateChanged();

    /** Whether the user wants it. */
    boolean confirm(String question, String verb);
  }

  /**
   * A presenter that has loaded nothing yet.
   *
   * @param clock for rates
   */
  public WiringPresenter(StudioSession session, Clock clock, View view) {
    this.session = session;
    this.view = view;
    this.clock = clock;
    this.rates = new Rates(clock.instant());
    this.polled =
        new Polled<>(
            session.server(),
            "Loading sources and associations",
            question,
            Wiring.NOTHING,
            new Answers());
    session.server().feed().listen(feed);
    session.catalog().listen(functions);
  }

  private final class Answers implements ListView {
    @Override
    public void listChanged() {
      drafts.keySet().removeIf(name -> polled.now().find(name).isEmpty());
      redraw();
      view.stateChanged();
    }

    @Override
    public void connectionChanged(ConnectionStatus status) {
      rates.clear(clock.instant());
      view.stateChanged();
    }
  }

  private final class Functions implements FunctionCatalog.Listener {
    @Override
    public void reloaded() {
      redraw();
    }

    @Override
    public void changed(Set<String> names) {
      redraw();
    }
  }

  /** Ends the calls to the view. */
  public void dispose() {
    polled.dispose();
    session.server().feed().forget(feed);
    session.catalog().forget(functions);
  }

  private void arrived(List<LiveEvent> events) {
    for (LiveEvent event : events) {
      if (event.invocation() != null && event.action().equals("finished")) {
        rates.add(event.invocation(), clock.instant());
      }
    }
  }

  /** Asks the server, and brings the rates up to date. */
  public void refresh() {
    polled.refresh();
    if (polled.loaded()) {
      rates.add(polled.now(), clock.instant());
      redraw();
    }
  }

  void redraw() {
    if (!polled.loaded()) {
      return;
    }
    Set<String> names = new HashSet<>();
    session.catalog().functions().stream().map(FunctionInfo::name).forEach(names::add);
    scene =
        drawing.of(
            polled.now(),
            new WiringScene.Extras(names, shown, drafts.keySet()),
            rates,
            clock.instant());
    Set<String> now = new HashSet<>();
    scene.nodes().forEach(node -> now.add(node.id()));
    Set<String> fresh = new HashSet<>(now);
    fresh.removeAll(before);
    boolean first = before.isEmpty();
    before = now;
    if (selected.stream().anyMatch(id -> scene.node(id).isEmpty() && scene.line(id).isEmpty())) {
      select(Set.of());
    }
    view.sceneChanged(first ? Set.of() : fresh);
    if (scene.node(wanted).isPresent()) {
      select(Set.of(wanted));
      wanted = "";
    }
  }

  /** The drawing. */
  public Scene scene() {
    return scene;
  }

  /** What the server has. */
  public Wiring wiring() {
    return polled.now();
  }

  /** Whether anything was loaded yet. */
  public boolean loaded() {
    return polled.loaded();
  }

  /** Whether there is a server to work with. */
  public boolean connected() {
    return session.server().link().status().connected();
  }

  /** What the last action came to; empty for nothing. */
  public String message() {
    return polled.message();
  }

  /** Whether that is bad news. */
  public boolean bad() {
    return polled.bad();
  }

  /** The nodes and edges that are selected. */
  public Set<String> selected() {
    return selected;
  }

  /** Selects others. */
  public void select(Set<String> ids) {
    if (!ids.equals(selected)) {
      selected = Set.copyOf(ids);
      view.selectionChanged();
    }
  }

  /** The association that is selected, or whose line is. */
  public Optional<AssociationInfo> association() {
    return one()
        .flatMap(
            id ->
                scene
                    .line(id)
                    .map(
                        line ->
                            Wiring.associationOf(line.from()).isPresent() ? line.from() : line.to())
                    .or(() -> Optional.of(id)))
        .flatMap(Wiring::associationOf)
        .flatMap(wiring()::find);
  }

  /** The source that is selected. */
  public Optional<SourceInfo> source() {
    return one().flatMap(Wiring::sourceOf).flatMap(wiring()::findSource);
  }

  /** The function that is selected. */
  public Optional<String> function() {
    return one().flatMap(Wiring::functionOf);
  }

  /** The workflow that is selected. */
  public Optional<String> workflow() {
    return one().flatMap(Wiring::workflowOf);
  }

  private Optional<String> one() {
    return selected.size() == 1 ? selected.stream().findFirst() : Optional.empty();
  }

  /** The names of all functions, in order. */
  public List<String> functions() {
    return session.catalog().functions().stream().map(FunctionInfo::name).sorted().toList();
  }

  /** The names of all workflows, in order. */
  public List<String> workflows() {
    return wiring().workflows().stream().map(WorkflowStart::workflow).sorted().toList();
  }

  /**
   * What an association says without its state, as the server had it when its form was begun: what
   * others change meanwhile does not take the form away from who types.
   */
  public AssociationSpec base(AssociationInfo info) {
    Draft draft = drafts.get(info.name());
    return Specs.of(draft == null ? info : draft.base());
  }

  /** What an association's form shows: what was typed, or what the server has. */
  public AssociationSpec draft(AssociationInfo info) {
    Draft draft = drafts.get(info.name());
    return draft == null ? Specs.of(info) : draft.typed();
  }

  /** Something was typed into the form of an association. */
  public void edit(AssociationInfo info, AssociationSpec typed) {
    Draft old = drafts.get(info.name());
    boolean was = old != null;
    AssociationInfo base = old == null ? info : old.base();
    if (typed.equals(Specs.of(base))) {
      drafts.remove(info.name());
    } else {
      drafts.put(info.name(), new Draft(base, typed));
    }
    if (was != drafts.containsKey(info.name())) {
      redraw();
    }
    view.stateChanged();
  }

  /** Whether an association has changes that were not applied. */
  public boolean edited(AssociationInfo info) {
    return drafts.containsKey(info.name());
  }

  /** Whether any has. */
  public boolean dirty() {
    return !drafts.isEmpty();
  }

  /** Forgets what was typed into the form of an association. */
  public void revert(AssociationInfo info) {
    drafts.remove(info.name());
    reverted++;
    redraw();
    view.stateChanged();
  }

  /** How often typing was taken back: the forms show something else then. */
  public int reverted() {
    return reverted;
  }

  /** Has the server take what was typed into the form of an association. */
  public void apply(AssociationInfo info) {
    Draft draft = drafts.get(info.name());
    if (draft != null) {
      // Where somebody else has changed what it says, the server refuses; its state may have
      // changed.
      AssociationInfo base = Specs.of(info).equals(Specs.of(draft.base())) ? info : draft.base();
      act(Change.replace(base, draft.typed()), () -> drafts.remove(info.name(), draft));
    }
  }

  /** As {@link #apply(AssociationInfo)} for all. */
  public void applyAll() {
    wiring().associations().forEach(this::apply);
  }

  /** Shows the node of a function or workflow that no event leads to yet, and selects it. */
  public void show(String node) {
    shown.add(node);
    redraw();
    select(Set.of(node));
  }

  /** Shows the node of a function or workflow no longer, if no event leads to it. */
  void hide(String node) {
    shown.remove(node);
    redraw();
  }

  /** Creates an association between a source and a function, and selects it. */
  void associate(@Nullable String source, String function) {
    String name = wiring().freeName(source == null ? function : source + "-" + function);
    act(
        Change.create(Specs.fresh(name, source, function)),
        () -> select(Set.of(Wiring.association(name))));
  }

  void act(Change change, Runnable then) {
    acting++;
    polled.act(
        "Changing associations",
        client -> {
          change.redo().run(client);
          return question.run(client);
        },
        now -> {
          acting--;
          undo.push(change);
          redo.clear();
          if (undo.size() > MOST_UNDONE) {
            undo.removeLast();
          }
          polled.take(now);
          redraw();
          then.run();
          return change.done();
        },
        failure -> acting--);
  }

  /** Whether the server is being asked to change something. */
  public boolean acting() {
    return acting > 0;
  }

  /** Selects a node as soon as the drawing has it. */
  public void selectWhenThere(String node) {
    wanted = node;
  }

  /** Says a sentence that is good news. */
  public void say(String sentence) {
    polled.say(sentence);
  }

  /** Whether there is something to take back. */
  public boolean canUndo() {
    return !undo.isEmpty();
  }

  /** Whether there is something to do again. */
  public boolean canRedo() {
    return !redo.isEmpty();
  }

  /** Takes back what was done last. */
  public void undo() {
    turn(undo, redo, true);
  }

  /** Does again what was taken back last. */
  public void redo() {
    turn(redo, undo, false);
  }

  private void turn(Deque<Change> from, Deque<Change> to, boolean back) {
    Change change = from.poll();
    if (change == null) {
      return;
    }
    polled.act(
        back ? "Undoing" : "Redoing",
        client -> {
          (back ? change.undo() : change.redo()).run(client);
          return question.run(client);
        },
        now -> {
          to.push(change);
          polled.take(now);
          return back ? change.undone() : change.done();
        });
  }

  /** Pauses, resumes, enables or disables an association. */
  public void set(AssociationInfo info, String verb, String done) {
    polled.act(
        "Changing " + info.name(),
        client -> client.events().set(info.name(), verb),
        now -> now.name() + " " + done + ".");
  }

  /** Lets a source bring nothing, or bring events again. */
  public void pause(SourceInfo source, boolean paused) {
    polled.act(
        (paused ? "Pausing " : "Resuming ") + source.name(),
        client -> client.sources().pause(source.name(), paused),
        now -> now.name() + (paused ? " is paused." : " goes on."));
  }

  /** Deletes a source; associations that name it stay. */
  public void delete(SourceInfo source) {
    String remains = source.remains() == null ? "" : "\n\n" + source.remains();
    if (view.confirm(
        "Delete the source " + source.name() + "? Events that came stay." + remains, "Delete")) {
      polled.act(
          "Deleting " + source.name(),
          client -> {
            client.sources().delete(source.name());
            return source.name();
          },
          name -> name + " was deleted.");
    }
  }

  /** Asks whether associations may go with their events that wait. */
  boolean confirmDelete(Collection<AssociationInfo> infos) {
    long waiting = infos.stream().mapToLong(AssociationInfo::waiting).sum();
    return waiting == 0
        || view.confirm(
            "Delete " + names(infos) + "? " + waiting + " events that wait are lost.", "Delete");
  }

  private static String names(Collection<AssociationInfo> infos) {
    return String.join(", ", infos.stream().map(AssociationInfo::name).toList());
  }

  /** Says why something cannot be. */
  void refuse(String sentence) {
    polled.refused(new dev.sluice.studio.core.connection.Failure(sentence, null));
  }
}

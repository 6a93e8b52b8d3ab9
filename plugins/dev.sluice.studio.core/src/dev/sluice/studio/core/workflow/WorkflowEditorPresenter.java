package dev.sluice.studio.core.workflow;

import dev.sluice.api.FunctionInfo;
import dev.sluice.flow.graph.StateIndex;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.Span;
import dev.sluice.flow.text.TextEdit;
import dev.sluice.flow.validate.QuickFixes;
import dev.sluice.layout.LayoutFile;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.editor.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Edits one workflow: opens, checks and saves it. Confined to the UI thread. */
public final class WorkflowEditorPresenter
    implements WorkflowModel.Listener, WorkflowGestures.Surroundings {
  private final StudioSession session;
  private final WorkflowSource source;
  private final View view;
  private final WorkflowModel model;
  private final WorkflowGestures gestures;
  private final WorkflowCheck check;
  private final Consumer<ConnectionStatus> connection = this::connectionChanged;

  private List<Problem> problems = List.of();
  private String saved = "";
  private LayoutFile savedLayout = LayoutFile.EMPTY;
  private String stands = "";
  private @Nullable Document looked;
  private boolean loaded;
  private boolean fresh;
  private boolean busy;

  /** What the presenter tells the editor. */
  public interface View extends WorkflowModel.Listener {
    /** Dirty, busy or what is known of it has changed. */
    void stateChanged();

    /** Other things are wrong. */
    void problemsChanged();

    /** Says something; null takes away what was said. */
    void notice(@Nullable Notice notice);

    /** Goes to the form of a state. */
    void inspect(String key);

    /** Offers the palette for a node or an edge. */
    void offer(String at, int screenX, int screenY);
  }

  /**
   * A presenter of a workflow that is not yet loaded.
   *
   * @param ui runs what it is given on the UI thread, in order
   */
  public WorkflowEditorPresenter(
      StudioSession session, WorkflowSource source, Executor ui, View view) {
    this.session = session;
    this.source = source;
    this.view = view;
    this.model = new WorkflowModel(this, ui);
    this.gestures = new WorkflowGestures(model, this);
    this.check = new WorkflowCheck(ui, this::checked);
    session.server().link().listen(connection);
  }

  /** Ends the calls to the view. */
  public void dispose() {
    session.server().link().forget(connection);
    check.dispose();
  }

  public WorkflowModel model() {
    return model;
  }

  public WorkflowGestures gestures() {
    return gestures;
  }

  public WorkflowSource source() {
    return source;
  }

  /** Loads the workflow, dropping changes. */
  public void reload() {
    busy = true;
    view.stateChanged();
    source.load(
        read -> {
          busy = false;
          loaded = true;
          fresh = read.fresh();
          saved = read.text();
          savedLayout = read.layout();
          stands = read.stands();
          model.open(read.text(), read.layout());
          view.notice(null);
          view.stateChanged();
        },
        this::failed);
  }

  /** Whether it was loaded. */
  public boolean loaded() {
    return loaded;
  }

  /** Whether it is nowhere yet. */
  public boolean isNew() {
    return fresh;
  }

  /** Whether saving would change something. */
  public boolean dirty() {
    return loaded && (fresh || !saved.equals(model.text()) || !savedLayout.equals(model.layout()));
  }

  /** The text as it was opened, or saved last. */
  public String saved() {
    return saved;
  }

  /** Whether a call of this editor is under way. */
  public boolean busy() {
    return busy;
  }

  /** Whether it can be saved now. */
  public boolean canSave() {
    return loaded && !busy && (!source.remote() || connected());
  }

  private boolean connected() {
    return session.server().link().status().connected();
  }

  /** What is known of it, for the line above the editor. */
  public String stands() {
    if (!loaded) {
      return busy ? "Loading…" : "Not loaded.";
    }
    return dirty() && !fresh ? stands + "  ·  changes not " + past() : stands;
  }

  private String past() {
    return source.remote() ? "deployed" : "saved";
  }

  /** All that is wrong, in the order of the text. */
  public List<Problem> problems() {
    return problems;
  }

  /** What would put a problem right; empty where nobody knows, or while the text is wrong. */
  public List<QuickFixes.Fix> fixes(Problem problem) {
    Document document = model.document();
    return document == null || model.unreadable().isPresent() || document != looked
        ? List.of()
        : QuickFixes.of(document, problem);
  }

  /** Puts a problem right, as one step that can be undone. */
  public void fix(QuickFixes.Fix fix) {
    model.replace(TextEdit.apply(model.text(), fix.edits()));
  }

  /**
   * Saves or deploys.
   *
   * @param finished told, when it is over, whether it was
   */
  public void save(boolean force, Consumer<Boolean> finished) {
    if (busy || !loaded) {
      finished.accept(false);
      return;
    }
    String text = model.text();
    List<String> keys = model.index().entries().stream().map(StateIndex.Entry::key).toList();
    LayoutFile layout =
        model.unreadable().isPresent() ? model.layout() : model.layout().keeping(keys);
    busy = true;
    view.stateChanged();
    source.save(
        text,
        layout,
        force,
        done -> {
          busy = false;
          if (done.conflict()) {
            view.notice(new Notice(Notice.Kind.CONFLICT, done.sentence()));
          } else {
            fresh = false;
            saved = text;
            savedLayout = model.layout();
            stands = done.stands();
            view.notice(new Notice(Notice.Kind.DONE, done.sentence()));
          }
          view.stateChanged();
          finished.accept(!done.conflict());
        },
        failure -> {
          failed(failure);
          finished.accept(false);
        });
  }

  private void failed(Failure failure) {
    busy = false;
    view.notice(new Notice(Notice.Kind.FAILED, failure.sentence()));
    view.stateChanged();
  }

  private void connectionChanged(ConnectionStatus status) {
    if (status.connected() && !loaded && !busy) {
      reload();
    }
    view.stateChanged();
  }

  /** The states that can be put in, then the functions that are there. */
  public List<Palette.Entry> palette() {
    List<Palette.Entry> entries = new ArrayList<>(Palette.states());
    entries.addAll(Palette.functions(functions()));
    return entries;
  }

  /** Names of the functions that are there. */
  public List<String> functions() {
    return session.catalog().functions().stream().map(FunctionInfo::name).toList();
  }

  @Override
  public Optional<Palette.Entry> entry(String id) {
    return palette().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Selects the state that is written at a place of the text. */
  public void caretAt(int offset) {
    if (model.unreadable().isEmpty()) {
      model.index().at(offset).ifPresent(entry -> model.select(Set.of(entry.key())));
    }
  }

  /** Where a state is written; empty while the text cannot be read. */
  public Optional<Span> written(String key) {
    return model.unreadable().isPresent()
        ? Optional.empty()
        : model.index().state(key).map(StateIndex.Entry::span);
  }

  /** The state that a problem is about. */
  public Optional<String> stateOf(Problem problem) {
    return model.index().at(problem.path()).map(StateIndex.Entry::key);
  }

  private void checked(List<Problem> found) {
    problems = found;
    model.mark(WorkflowCheck.marks(found, model.index()));
    view.problemsChanged();
  }

  @Override
  public void sceneChanged(Set<String> changed) {
    Document document = model.document();
    if (model.unreadable().isPresent()) {
      problems = List.of(model.unreadable().get());
      view.problemsChanged();
    } else if (document != null && document != looked) {
      looked = document;
      check.start(document, session.catalog());
    }
    view.sceneChanged(changed);
    view.stateChanged();
  }

  @Override
  public void textReplaced() {
    view.textReplaced();
    view.stateChanged();
  }

  @Override
  public void selectionChanged() {
    view.selectionChanged();
  }

  @Override
  public void inspect(String key) {
    view.inspect(key);
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    view.offer(at, screenX, screenY);
  }

  @Override
  public void refuse(String why) {
    view.notice(new Notice(Notice.Kind.FAILED, why));
  }
}

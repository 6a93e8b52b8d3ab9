package dev.sluice.studio.ui.workflow;

import dev.sluice.flow.text.Problem;
import dev.sluice.layout.Direction;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.editor.Notice;
import dev.sluice.studio.core.workflow.Palette;
import dev.sluice.studio.core.workflow.WorkflowEditorPresenter;
import dev.sluice.studio.core.workflow.WorkflowModel;
import dev.sluice.studio.core.workflow.WorkflowTestPresenter;
import dev.sluice.studio.ui.MessageBar;
import dev.sluice.studio.ui.MessageBar.Choice;
import dev.sluice.studio.ui.MessageBar.Tone;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.code.CodeText;
import dev.sluice.studio.ui.code.Language;
import dev.sluice.studio.ui.graph.CanvasCommands;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.graph.PaletteList;
import dev.sluice.studio.ui.graph.PaletteSearch;
import dev.sluice.studio.ui.graph.QuickPalette;
import dev.sluice.studio.ui.graph.SceneExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.EditorPart;
import org.jspecify.annotations.Nullable;

/** Edits one workflow as drawing, text and form, which are one document. */
public final class WorkflowEditor extends EditorPart
    implements WorkflowEditorPresenter.View, WorkflowHeader.Tools {
  private static final String HINT =
      "Drag a state here, or press + to add the first one.\n"
          + "The text on the right says the same; both can be edited.";

  private WorkflowEditorPresenter presenter;
  private StudioSession session;
  private UiThread ui;
  private WorkflowHeader header;
  private MessageBar bar;
  private SashForm main;
  private SashForm side;
  private Composite left;
  private PaletteSearch search;
  private PaletteList palette;
  private OutlineTree outline;
  private GraphCanvas canvas;
  private InspectorPane inspector;
  private CodeText text;
  private ProblemsPane problems;
  private SidePanes beside;
  private TestPane test;
  private boolean fromText;
  private boolean shown;
  private @Nullable Notice notice;

  @Override
  public void init(IEditorSite site, IEditorInput input) throws PartInitException {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
    ui = UiThread.current();
    session = StudioServices.session();
    WorkflowInput workflow = (WorkflowInput) input;
    presenter = new WorkflowEditorPresenter(session, workflow.source(session, ui), ui, this);
  }

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    header = new WorkflowHeader(parent, presenter, this);
    bar = new MessageBar(parent, 1, "workflow.message");
    SashForm whole = new SashForm(parent, SWT.VERTICAL | SWT.SMOOTH);
    whole.setSashWidth(4);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(whole);
    main = new SashForm(whole, SWT.HORIZONTAL | SWT.SMOOTH);
    main.setSashWidth(4);
    createLeft();
    Composite middle = new Composite(main, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(middle);
    FocusBar focus = new FocusBar(middle, presenter.model());
    canvas = new GraphCanvas(middle, presenter.gestures(), "workflow.canvas");
    canvas.hint(HINT);
    canvas.onZoom(() -> header.scale(canvas.viewport().scale()));
    GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas.control());
    side = new SashForm(main, SWT.VERTICAL | SWT.SMOOTH);
    side.setSashWidth(4);
    inspector = new InspectorPane(side, presenter);
    beside = new SidePanes(presenter.model(), canvas, outline, inspector, focus);
    text = new CodeText(side, getSite(), "workflow.text");
    side.setWeights(60, 40);
    main.setWeights(15, 53, 32);
    WorkflowTestPresenter tests =
        new WorkflowTestPresenter(
            session, presenter.model(), presenter.source(), this::testChanged);
    test = new TestPane(whole, main, tests, presenter.model(), canvas.control()::setFocus);
    problems = new ProblemsPane(parent, presenter, this::goTo, canvas.control()::setFocus);
    palette.dragTo(canvas);
    palette.onChosen(id -> append(id, ""));
    listen();
    canvas.control().setMenu(new CanvasMenu(canvas, presenter, this).menu());
    showPalette();
    presenter.reload();
    stateChanged();
    problems.show(List.of());
  }

  private void createLeft() {
    left = new Composite(main, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
    search =
        new PaletteSearch(
            left, "workflow.search", "Search states", () -> palette, this::showPalette);
    SashForm stack = new SashForm(left, SWT.VERTICAL | SWT.SMOOTH);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
    palette = new PaletteList(stack, "workflow.palette");
    outline =
        new OutlineTree(
            stack,
            key -> {
              presenter.model().select(Set.of(key));
              canvas.reveal(key);
            },
            this::inspect);
    stack.setWeights(68, 32);
  }

  private void listen() {
    text.listen(
        now -> {
          fromText = true;
          try {
            presenter.model().typed(now, text.changedAt());
          } finally {
            fromText = false;
          }
        });
    text.onCaret(
        offset -> {
          fromText = true;
          try {
            presenter.caretAt(offset);
          } finally {
            fromText = false;
          }
        });
    text.undoBy(this::undo, this::redo);
    text.activateByFocus();
    new CanvasCommands(
        getSite(),
        canvas.control(),
        Map.of(
            IWorkbenchCommandConstants.EDIT_UNDO, this::undo,
            IWorkbenchCommandConstants.EDIT_REDO, this::redo,
            IWorkbenchCommandConstants.EDIT_COPY, this::copy,
            IWorkbenchCommandConstants.EDIT_CUT, this::cut,
            IWorkbenchCommandConstants.EDIT_PASTE, this::paste,
            IWorkbenchCommandConstants.EDIT_SELECT_ALL, canvas::selectAll));
    canvas
        .control()
        .addListener(
            SWT.KeyDown,
            e -> {
              boolean ctrl = (e.stateMask & SWT.CTRL) != 0;
              if (ctrl && e.keyCode == 'd') {
                presenter.gestures().duplicate();
              } else if (ctrl && e.keyCode == 't') {
                test(presenter.model().selectedState().orElse(""));
              }
            });
  }

  private void showPalette() {
    palette.show(rows(search.text()));
  }

  private List<PaletteList.Row> rows(String typed) {
    List<PaletteList.Row> rows = new ArrayList<>();
    section(rows, "States", Palette.states(), typed);
    section(rows, "Functions", Palette.functions(presenter.functions()), typed);
    return rows;
  }

  private static void section(
      List<PaletteList.Row> rows, String heading, List<Palette.Entry> entries, String typed) {
    List<Palette.Entry> found = entries.stream().filter(each -> each.matches(typed)).toList();
    if (!found.isEmpty()) {
      rows.add(PaletteList.Row.heading(heading));
      found.forEach(
          each ->
              rows.add(
                  new PaletteList.Row(
                      each.id(), each.label(), each.label() + ": " + each.about(), each.look())));
    }
  }

  private void append(String entry, String at) {
    presenter.entry(entry).ifPresent(each -> presenter.gestures().append(each, at));
    canvas.control().setFocus();
  }

  private void goTo(Problem problem) {
    presenter
        .stateOf(problem)
        .ifPresent(
            key -> {
              presenter.model().select(Set.of(key));
              canvas.reveal(key);
            });
    String all = presenter.model().text();
    int offset = 0;
    for (int line = 1; line < problem.position().line() && offset >= 0; line++) {
      offset = all.indexOf('\n', offset) + 1;
    }
    text.reveal(offset, 0);
  }

  @Override
  public void sceneChanged(Set<String> changed) {
    if (gone()) {
      return;
    }
    WorkflowModel model = presenter.model();
    canvas.show(test.over(model.scene()), changed);
    test.show();
    beside.sceneChanged();
    header.scale(canvas.viewport().scale());
  }

  @Override
  public void textReplaced() {
    if (!gone() && !fromText) {
      if (shown) {
        text.change(presenter.model().text());
      } else {
        shown = true;
        text.show(presenter.model().text(), Language.YAML);
      }
    }
  }

  @Override
  public void selectionChanged() {
    if (gone()) {
      return;
    }
    Set<String> selected = presenter.model().selected();
    canvas.select(selected);
    beside.selectionChanged();
    test.show();
    if (fromText) {
      selected.stream().findFirst().ifPresent(canvas::reveal);
    } else if (!text.hasFocus()) {
      selected.stream()
          .findFirst()
          .flatMap(presenter::written)
          .ifPresent(span -> text.reveal(span.start(), Math.min(span.length(), 200)));
    }
  }

  @Override
  public void problemsChanged() {
    if (!gone()) {
      problems.show(presenter.problems());
    }
  }

  @Override
  public void stateChanged() {
    if (gone()) {
      return;
    }
    if (notice != null && notice.kind() == Notice.Kind.DONE && presenter.dirty()) {
      notice(null);
    }
    header.update();
    firePropertyChange(PROP_DIRTY);
  }

  @Override
  public void notice(@Nullable Notice now) {
    if (gone()) {
      return;
    }
    notice = now;
    if (now == null) {
      bar.hide();
      return;
    }
    switch (now.kind()) {
      case DONE -> bar.show(Tone.GOOD, now.text());
      case CONFLICT ->
          bar.show(
              Tone.WARN,
              now.text(),
              new Choice("Reload", presenter::reload),
              new Choice("Overwrite", () -> presenter.save(true, saved -> {})));
      default -> bar.show(Tone.BAD, now.text(), new Choice("Close", () -> notice(null)));
    }
    if (now.kind() == Notice.Kind.DONE || now.kind() == Notice.Kind.FAILED) {
      ui.later(
          7000,
          () -> {
            if (notice == now) {
              notice(null);
            }
          });
    }
  }

  @Override
  public void inspect(String key) {
    presenter.model().select(Set.of(key));
    inspector.setFocus();
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    QuickPalette.open(
        getSite().getShell(), screenX, screenY, this::rows, entry -> append(entry, at));
  }

  private void copy() {
    String copied = presenter.gestures().copy();
    if (!copied.isEmpty()) {
      ui.copy(copied);
    }
  }

  private void cut() {
    copy();
    presenter.gestures().delete(presenter.model().selected());
  }

  private void paste() {
    presenter.gestures().paste(ui.pasted());
  }

  @Override
  public void undo() {
    presenter.model().undo();
  }

  @Override
  public void redo() {
    presenter.model().redo();
  }

  @Override
  public void layOut(boolean right) {
    presenter.gestures().layOut(right ? Direction.RIGHT : Direction.DOWN);
    canvas.fit();
  }

  @Override
  public void tidy() {
    presenter.gestures().tidy();
  }

  @Override
  public void export() {
    String said = SceneExport.ask(getSite().getShell(), presenter.model().scene(), getPartName());
    if (!said.isEmpty()) {
      notice(new Notice(Notice.Kind.DONE, said));
    }
  }

  @Override
  public void compare() {
    WorkflowEditors.compare(getSite().getWorkbenchWindow(), presenter);
  }

  @Override
  public void arrange(WorkflowHeader.Mode mode) {
    switch (mode) {
      case GRAPH -> {
        main.setMaximizedControl(null);
        side.setMaximizedControl(inspector.control());
      }
      case SPLIT -> {
        main.setMaximizedControl(null);
        side.setMaximizedControl(null);
      }
      case TEXT -> {
        side.setMaximizedControl(text.control());
        main.setMaximizedControl(side);
      }
    }
  }

  @Override
  public void save() {
    getSite().getPage().saveEditor(this, false);
  }

  @Override
  public void start() {
    StartDialog.open(getSite().getWorkbenchWindow(), session, presenter.source().name());
  }

  @Override
  public void test() {
    test("");
  }

  /** Tests a state; with an empty key, the whole workflow. */
  void test(String key) {
    if (Rights.mayManage()) {
      test.open(key, inspector.sample());
    }
  }

  private void testChanged() {
    if (!gone()) {
      canvas.show(test.over(presenter.model().scene()), Set.of());
      test.show();
    }
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    // As for functions: the platform waits for the answer, and the UI goes on meanwhile.
    AtomicReference<@Nullable Boolean> saved = new AtomicReference<>();
    presenter.save(false, saved::set);
    ui.letGoOnUntil(() -> saved.get() != null);
    if (!Boolean.TRUE.equals(saved.get())) {
      monitor.setCanceled(true);
    }
  }

  @Override
  public void doSaveAs() {
    throw new UnsupportedOperationException("a workflow keeps its place");
  }

  @Override
  public boolean isSaveAsAllowed() {
    return false;
  }

  @Override
  public boolean isDirty() {
    return presenter.dirty();
  }

  @Override
  public void setFocus() {
    canvas.control().setFocus();
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    if (text != null) {
      text.activate(false);
    }
    super.dispose();
  }

  /** Puts an entry of the palette in behind a node or onto an edge. */
  public void append(Palette.Entry entry, String at) {
    presenter.gestures().append(entry, at);
  }

  /** The palette, for those that drag from it. */
  public PaletteList palette() {
    return palette;
  }

  /** The canvas, for those that measure it. */
  @Override
  public GraphCanvas canvas() {
    return canvas;
  }

  private boolean gone() {
    return problems == null || canvas.control().isDisposed();
  }
}

package dev.sluice.studio.ui.wiring;

import dev.sluice.api.SourceKindInfo;
import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.graph.Glyph;
import dev.sluice.studio.core.graph.Node;
import dev.sluice.studio.core.graph.Tone;
import dev.sluice.studio.core.wiring.SourceKinds;
import dev.sluice.studio.core.wiring.Wiring;
import dev.sluice.studio.core.wiring.WiringGestures;
import dev.sluice.studio.core.wiring.WiringPresenter;
import dev.sluice.studio.ui.Ask;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.Rights;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.editor.FunctionEditors;
import dev.sluice.studio.ui.graph.CanvasCommands;
import dev.sluice.studio.ui.graph.GraphCanvas;
import dev.sluice.studio.ui.graph.MenuAction;
import dev.sluice.studio.ui.graph.PaletteList;
import dev.sluice.studio.ui.graph.PaletteSearch;
import dev.sluice.studio.ui.graph.QuickPalette;
import dev.sluice.studio.ui.graph.SceneExport;
import dev.sluice.studio.ui.workflow.WorkflowEditors;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.part.EditorPart;

/** Draws which events go to which functions and workflows, and changes that. */
public final class WiringEditor extends EditorPart
    implements WiringPresenter.View, WiringGestures.Actions, WiringHeader.Tools {
  private static final int TICK_MILLIS = 2000;
  private static final String HINT =
      "Sources are on the left. Drag from one to a function or workflow on the right.";

  private StudioSession session;
  private WiringPresenter presenter;
  private WiringGestures gestures;
  private SourceKinds kinds;
  private ConnectionBar connection;
  private WiringHeader header;
  private PaletteList palette;
  private PaletteSearch search;
  private GraphCanvas canvas;
  private WiringPane pane;
  private boolean wasDirty;
  private List<PaletteList.Row> targets = List.of();

  @Override
  public void init(IEditorSite site, IEditorInput input) {
    setSite(site);
    setInput(input);
    setPartName(input.getName());
    session = StudioServices.session();
    presenter = new WiringPresenter(session, Clock.systemUTC(), this);
    gestures = new WiringGestures(presenter, this);
    kinds = new SourceKinds(session.server(), this::showPalette);
  }

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    header = new WiringHeader(parent, presenter, this);
    connection = new ConnectionBar(parent, 1, session, "wiring.connection");
    SashForm main = new SashForm(parent, SWT.HORIZONTAL | SWT.SMOOTH);
    main.setSashWidth(4);
    GridDataFactory.fillDefaults().grab(true, true).applyTo(main);
    createLeft(main);
    canvas = new GraphCanvas(main, gestures, "wiring.canvas");
    canvas.hint(HINT);
    canvas.onZoom(() -> header.scale(canvas.viewport().scale()));
    pane = new WiringPane(main, session, presenter);
    main.setWeights(15, 53, 32);
    palette.dragTo(canvas);
    palette.onChosen(
        id -> gestures.choose(id, presenter.selected().stream().findFirst().orElse("")));
    new CanvasCommands(
        getSite(),
        canvas.control(),
        Map.of(
            IWorkbenchCommandConstants.EDIT_UNDO, presenter::undo,
            IWorkbenchCommandConstants.EDIT_REDO, presenter::redo,
            IWorkbenchCommandConstants.EDIT_SELECT_ALL, canvas::selectAll));
    canvas.control().setMenu(menu());
    showPalette();
    stateChanged();
    presenter.refresh();
    kinds.refresh();
    UiThread.current()
        .repeatSeen(
            TICK_MILLIS,
            canvas.control(),
            () -> {
              presenter.refresh();
              pane.askNow();
            });
  }

  private void createLeft(Composite parent) {
    Composite left = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
    search = new PaletteSearch(left, "wiring.search", "Search", () -> palette, this::showPalette);
    palette = new PaletteList(left, "wiring.palette");
    GridDataFactory.fillDefaults().grab(true, true).applyTo(palette.control());
  }

  private void showPalette() {
    if (palette != null && !palette.control().isDisposed()) {
      palette.show(rows(search.text()));
    }
  }

  private List<PaletteList.Row> rows(String typed) {
    String part = typed.strip().toLowerCase(Locale.ROOT);
    List<PaletteList.Row> rows = new ArrayList<>(targetRows(part));
    List<SourceKindInfo> found =
        kinds.all().stream()
            .filter(kind -> kind.name().toLowerCase(Locale.ROOT).contains(part))
            .toList();
    if (!found.isEmpty()) {
      rows.add(PaletteList.Row.heading("New Source"));
      Node.Look look = new Node.Look(Tone.TEAL, Glyph.BOLT);
      found.forEach(
          kind ->
              rows.add(
                  new PaletteList.Row(
                      kind.name(), kind.name() + "…", kind.name() + ": " + kind.summary(), look)));
    }
    return rows;
  }

  private List<PaletteList.Row> targetRows(String part) {
    List<PaletteList.Row> rows = new ArrayList<>();
    Node.Look function = new Node.Look(Tone.GREEN, Glyph.FUNCTION);
    rows.addAll(rows("Function", presenter.functions(), part, Wiring::function, function));
    Node.Look workflow = new Node.Look(Tone.INDIGO, Glyph.NESTED);
    rows.addAll(rows("Workflow", presenter.workflows(), part, Wiring::workflow, workflow));
    return rows;
  }

  private static List<PaletteList.Row> rows(
      String kind, List<String> names, String part, UnaryOperator<String> node, Node.Look look) {
    List<PaletteList.Row> rows = new ArrayList<>();
    for (String name : names) {
      if (name.toLowerCase(Locale.ROOT).contains(part)) {
        rows.add(new PaletteList.Row(node.apply(name), name, kind + " " + name, look));
      }
    }
    if (!rows.isEmpty()) {
      rows.add(0, PaletteList.Row.heading(kind + "s"));
    }
    return rows;
  }

  private Menu menu() {
    MenuManager manager = new MenuManager();
    manager.setRemoveAllWhenShown(true);
    manager.addMenuListener(m -> fill(manager));
    return manager.createContextMenu(canvas.control());
  }

  private void fill(MenuManager manager) {
    String id = presenter.selected().stream().findFirst().orElse("");
    var at = UiThread.current().pointer();
    boolean may = Rights.mayManage();
    boolean from = may && !id.isEmpty() && gestures.connectable(id);
    manager.add(new MenuAction("Lead Events To…\t+", from, () -> offer(id, at.x, at.y)));
    boolean workflow = Wiring.workflowOf(id).isPresent();
    manager.add(
        new MenuAction(
            (workflow ? "Open Workflow" : "Open Function") + "\tEnter",
            workflow || Wiring.functionOf(id).isPresent(),
            () -> open(id)));
    manager.add(
        new MenuAction(
            "Delete\tDel", may && !id.isEmpty(), () -> gestures.delete(presenter.selected())));
    manager.add(new Separator());
    manager.add(new MenuAction("New Source…", presenter.connected(), this::newSource));
    manager.add(new MenuAction("Show All\tHome", true, canvas::fit));
  }

  @Override
  public void open(String node) {
    Optional<String> workflow = Wiring.workflowOf(node);
    if (workflow.isPresent()) {
      WorkflowEditors.open(getSite().getWorkbenchWindow(), workflow.get());
    } else {
      Wiring.functionOf(node)
          .ifPresentOrElse(name -> FunctionEditors.open(getSite().getPage(), name), pane::setFocus);
    }
  }

  @Override
  public void offer(String at, int screenX, int screenY) {
    boolean known = at.isEmpty() || gestures.connectable(at);
    if (known) {
      QuickPalette.open(
          getSite().getShell(),
          screenX,
          screenY,
          typed -> at.isEmpty() ? rows(typed) : targetRows(typed.strip().toLowerCase(Locale.ROOT)),
          entry -> gestures.choose(entry, at));
    }
  }

  /** Selects a node as soon as the drawing has it. */
  void reveal(String node) {
    presenter.select(Set.of());
    presenter.selectWhenThere(node);
    presenter.refresh();
  }

  @Override
  public void newSource(String kind) {
    NewSourceWizard.open(
        getSite().getShell(),
        session,
        kind,
        name -> {
          presenter.refresh();
          presenter.select(Set.of());
          presenter.selectWhenThere(Wiring.source(name));
        });
  }

  @Override
  public Optional<String> typeToStart(String workflow) {
    return Ask.text(
            getSite().getShell(),
            "Start " + workflow,
            "Events that are handed in are known by their type. Which type starts "
                + workflow
                + "?",
            "",
            "Connect",
            "wiring.type",
            typed -> typed.isBlank() ? "" : null)
        .map(String::strip);
  }

  @Override
  public void newSource() {
    newSource("");
  }

  @Override
  public void export() {
    String said = SceneExport.ask(getSite().getShell(), presenter.scene(), "associations");
    if (!said.isEmpty()) {
      presenter.say(said);
    }
  }

  @Override
  public void sceneChanged(Set<String> changed) {
    if (gone()) {
      return;
    }
    canvas.show(presenter.scene(), changed);
    if (!changed.isEmpty()) {
      canvas.showAll();
    }
    header.scale(canvas.viewport().scale());
    pane.show();
    List<PaletteList.Row> now = targetRows("");
    if (!targets.equals(now)) {
      targets = now;
      showPalette();
    }
  }

  @Override
  public void selectionChanged() {
    if (!gone()) {
      canvas.select(presenter.selected());
      pane.show();
    }
  }

  @Override
  public void stateChanged() {
    if (gone()) {
      return;
    }
    connection.show(session.server().link().status());
    header.update();
    pane.show();
    if (wasDirty != presenter.dirty()) {
      wasDirty = presenter.dirty();
      firePropertyChange(PROP_DIRTY);
    }
    if (kinds.all().isEmpty()) {
      kinds.refresh();
    }
  }

  @Override
  public boolean confirm(String question, String verb) {
    return MessageDialog.open(
            MessageDialog.QUESTION, getSite().getShell(), verb, question, SWT.NONE, verb, "Cancel")
        == 0;
  }

  private boolean gone() {
    return pane == null || canvas.control().isDisposed();
  }

  @Override
  public void doSave(IProgressMonitor monitor) {
    presenter.applyAll();
    UiThread.current().letGoOnUntil(() -> !presenter.acting());
    if (presenter.dirty()) {
      monitor.setCanceled(true);
    }
  }

  @Override
  public void doSaveAs() {
    throw new UnsupportedOperationException("associations keep their place");
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
    super.dispose();
  }

  /** The canvas, for those that look at it. */
  @Override
  public GraphCanvas canvas() {
    return canvas;
  }

  /** The palette, for those that drag from it. */
  public PaletteList palette() {
    return palette;
  }
}

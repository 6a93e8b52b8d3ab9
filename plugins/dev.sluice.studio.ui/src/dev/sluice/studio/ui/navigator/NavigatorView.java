package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.connection.Failure;
import dev.sluice.studio.core.navigator.Branch;
import dev.sluice.studio.core.navigator.GroupNode;
import dev.sluice.studio.core.navigator.ListState;
import dev.sluice.studio.core.navigator.NavigatorPresenter;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.EmptyPane;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.connection.ConnectDialog;
import dev.sluice.studio.ui.handlers.StatusLine;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.ITreeViewerListener;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeExpansionEvent;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** The tree of everything that the server has, and a box to filter it. */
public final class NavigatorView extends ViewPart implements NavigatorPresenter.View {
  private static final int TICK_MILLIS = 3000;

  private StudioSession session;
  private NavigatorPresenter presenter;
  private ConnectionBar connection;
  private Text filter;
  private Composite stack;
  private SeenRowsViewer viewer;
  private NavigatorRows rows;
  private EmptyPane empty;
  private String wanted = "";

  /** The groups that were open before something was filtered by. */
  private List<GroupNode> openBefore = List.of();

  /** What is selected in the Navigator of a window. */
  public static List<TreeNode> selected(@Nullable IWorkbenchWindow window) {
    List<TreeNode> nodes = new ArrayList<>();
    // The platform's own memory of the selection has no news of lines that stay selected.
    if (window != null
        && window.getActivePage() != null
        && window.getActivePage().findView(StudioIds.NAVIGATOR_VIEW) instanceof NavigatorView view
        && !view.gone()) {
      for (Object element : view.viewer.getStructuredSelection()) {
        if (element instanceof TreeNode node) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  /** Has the Navigator of a window, if it is open, ask the server again. */
  public static void refresh(IWorkbenchWindow window) {
    if (window.getActivePage() != null
        && window.getActivePage().findView(StudioIds.NAVIGATOR_VIEW)
            instanceof NavigatorView view) {
      view.refresh();
    }
  }

  @Override
  public void createPartControl(Composite parent) {
    session = StudioServices.session();
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "navigator.connection");
    createFilter(parent);
    stack = new Composite(parent, SWT.NONE);
    stack.setLayout(new StackLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
    empty = new EmptyPane(stack, "navigator.empty");
    viewer = new SeenRowsViewer(stack, SWT.VIRTUAL | SWT.MULTI | SWT.V_SCROLL);
    Spoken.as(StudioIds.mark(viewer.getTree(), "navigator.tree"), "Navigator");
    presenter = new NavigatorPresenter(session, this);
    rows = new NavigatorRows(viewer);
    viewer.setUseHashlookup(true);
    viewer.labels(
        new DelegatingStyledCellLabelProvider(new NavigatorLabels(ZoneId.systemDefault())));
    viewer.setContentProvider(new NavigatorContent(viewer, presenter, rows));
    viewer.setInput(presenter.root());
    viewer.addTreeListener(new Openings());
    viewer.addDoubleClickListener(e -> openSelected());
    ColumnViewerToolTipSupport.enableFor(viewer);
    createMenu();
    new NavigatorDrag(viewer, session, this, this::reveal);
    getSite().setSelectionProvider(viewer);
    expand(presenter.connection());
    expand(presenter.namespace());
    presenter.groups().stream()
        .filter(group -> group.kind() == GroupNode.Kind.FUNCTIONS)
        .forEach(this::expand);
    stateChanged();
    presenter.tick();
    UiThread.current().repeatSeen(TICK_MILLIS, parent, presenter::tick);
  }

  private final class Openings implements ITreeViewerListener {
    @Override
    public void treeExpanded(TreeExpansionEvent event) {
      presenter.opened((Branch) event.getElement(), true);
    }

    @Override
    public void treeCollapsed(TreeExpansionEvent event) {
      presenter.opened((Branch) event.getElement(), false);
    }
  }

  private void expand(Branch branch) {
    set(branch, true);
  }

  private void set(Branch branch, boolean open) {
    TreeItem item = rows.item(branch);
    if (item != null && (item.getExpanded() != open || branch.open() != open)) {
      item.setExpanded(open);
      presenter.opened(branch, open);
    }
  }

  @Override
  public void setFocus() {
    if (viewer.getTree().isVisible()) {
      viewer.getTree().setFocus();
    } else {
      filter.setFocus();
    }
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }

  @Override
  public <T> T getAdapter(Class<T> adapter) {
    if (adapter == FunctionRef.class && viewer != null) {
      return adapter.cast(FunctionRef.selected(viewer.getSelection()).orElse(null));
    }
    return super.getAdapter(adapter);
  }

  /** Asks the server again. */
  public void refresh() {
    presenter.refresh();
  }

  @Override
  public void branchChanged(Branch branch) {
    if (gone()) {
      return;
    }
    viewer.getTree().setRedraw(false);
    try {
      rows.show(branch);
    } finally {
      viewer.getTree().setRedraw(true);
    }
    showWanted();
  }

  @Override
  public void lineChanged(TreeNode line) {
    if (!gone()) {
      viewer.update(line, null);
    }
  }

  @Override
  public void stateChanged() {
    if (gone()) {
      return;
    }
    ConnectionStatus status = session.server().link().status();
    if (presenter.state() == ListState.DISCONNECTED) {
      connection.hide();
    } else {
      connection.show(status);
    }
    showStack(status);
  }

  @Override
  public void said(String sentence, boolean bad) {
    IWorkbenchWindow window = getSite().getWorkbenchWindow();
    if (bad) {
      StatusLine.complain(window, new Failure(sentence, null));
    } else {
      StatusLine.say(window, sentence);
    }
  }

  private boolean gone() {
    return rows == null || stack.isDisposed();
  }

  /** Selects an association as soon as it is there. */
  private void reveal(String association) {
    if (gone()) {
      return;
    }
    wanted = association;
    presenter.groups().stream()
        .filter(group -> group.kind() == GroupNode.Kind.ASSOCIATIONS)
        .forEach(this::expand);
    presenter.things().refresh(GroupNode.Kind.ASSOCIATIONS);
    showWanted();
  }

  private void showWanted() {
    if (!wanted.isEmpty()) {
      presenter
          .association(wanted)
          .ifPresent(
              node -> {
                wanted = "";
                Branch group = node.parent();
                viewer.replace(group, group.children().indexOf(node), node);
                viewer.setSelection(new StructuredSelection(node), true);
              });
    }
  }

  private void createFilter(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    filter = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, "navigator.filter");
    filter.setMessage("Filter everything by name");
    filter.setToolTipText("Names of all kinds; of functions also the runtime and labels");
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(filter);
    filter.addListener(SWT.Modify, e -> filter());
    filter.addListener(
        SWT.KeyDown,
        e -> {
          if (e.keyCode == SWT.ARROW_DOWN && viewer.getTree().isVisible()) {
            viewer.getTree().setFocus();
          }
        });
  }

  /** What passes is opened to be seen; without a filter it is open again what was before. */
  private void filter() {
    boolean was = presenter.filtering();
    if (!was) {
      openBefore = presenter.groups().stream().filter(Branch::open).toList();
    }
    presenter.filter(filter.getText());
    if (presenter.filtering()) {
      presenter.groups().forEach(this::expand);
    } else if (was) {
      presenter.groups().forEach(group -> set(group, openBefore.contains(group)));
    }
  }

  private void createMenu() {
    NavigatorMenu actions = new NavigatorMenu(getSite(), session, presenter.things());
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(
        m -> actions.fill(menu, selected(getSite().getWorkbenchWindow()), this::openSelected));
    viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
    getSite().registerContextMenu(menu, viewer);
  }

  private void openSelected() {
    Object first = viewer.getStructuredSelection().getFirstElement();
    if (first instanceof TreeNode node
        && !NavigatorOpening.open(getSite().getWorkbenchWindow(), session, node)
        && node instanceof Branch branch) {
      set(branch, !branch.open());
    }
  }

  private void showStack(ConnectionStatus status) {
    switch (presenter.state()) {
      case LISTED -> top(viewer.getTree());
      case LOADING -> message("Loading…", "", () -> {});
      case NO_MATCH ->
          message("Nothing matches.", "<a>Clear the filter</a>", () -> filter.setText(""));
      case DISCONNECTED -> disconnected(status);
      default -> throw new IllegalStateException(presenter.state().name());
    }
  }

  private void disconnected(ConnectionStatus status) {
    String link =
        switch (status.phase()) {
          case REFUSED -> "<a>Give the token</a>; the server keeps one in its file admin.token.";
          case UNREACHABLE -> "<a>Connect to another server</a>";
          default -> "Start one with “./sluice up”, or <a>connect to another</a>.";
        };
    message(status.detail(), link, () -> ConnectDialog.open(getSite().getShell(), session));
  }

  private void message(String heading, String link, Runnable action) {
    empty.show(heading, link, followed -> action.run());
    top(empty.control());
  }

  private void top(Control control) {
    StackLayout layout = (StackLayout) stack.getLayout();
    if (layout.topControl != control) {
      layout.topControl = control;
      stack.layout();
    }
  }
}

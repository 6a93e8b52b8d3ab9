package dev.sluice.studio.ui.functions;

import dev.sluice.studio.core.StudioSession;
import dev.sluice.studio.core.connection.ConnectionStatus;
import dev.sluice.studio.core.functions.FunctionNode;
import dev.sluice.studio.core.functions.FunctionsPresenter;
import dev.sluice.studio.core.functions.ListState;
import dev.sluice.studio.core.functions.TreeNode;
import dev.sluice.studio.ui.ConnectionBar;
import dev.sluice.studio.ui.FunctionRef;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.connection.ConnectDialog;
import dev.sluice.studio.ui.editor.FunctionEditors;
import dev.sluice.studio.ui.handlers.Commands;
import java.time.ZoneId;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;

/** The tree of functions with their aliases and versions, and a box to filter it. */
public final class FunctionsView extends ViewPart implements FunctionsPresenter.View {
  private StudioSession session;
  private FunctionsPresenter presenter;
  private ConnectionBar connection;
  private Text filter;
  private Composite stack;
  private TreeViewer viewer;
  private FunctionRows rows;
  private EmptyPane empty;

  @Override
  public void createPartControl(Composite parent) {
    session = StudioServices.session();
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    connection = new ConnectionBar(parent, 1, session, "functions.connection");
    createFilter(parent);
    stack = new Composite(parent, SWT.NONE);
    stack.setLayout(new StackLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
    empty = new EmptyPane(stack);
    viewer = new TreeViewer(stack, SWT.VIRTUAL | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL);
    StudioIds.mark(viewer.getTree(), "functions.tree");
    presenter = new FunctionsPresenter(session.server(), session.catalog(), this);
    viewer.setUseHashlookup(true);
    viewer.setLabelProvider(
        new DelegatingStyledCellLabelProvider(new FunctionLabels(ZoneId.systemDefault())));
    viewer.setContentProvider(new FunctionTreeContent(viewer, presenter));
    viewer.setInput(presenter);
    rows = new FunctionRows(viewer);
    viewer.addDoubleClickListener(e -> openSelected());
    ColumnViewerToolTipSupport.enableFor(viewer);
    createMenu();
    getSite().setSelectionProvider(viewer);
    connectionChanged(session.server().link().status());
    listChanged();
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
  public void listChanged() {
    if (stack.isDisposed()) {
      return;
    }
    viewer.getTree().setRedraw(false);
    try {
      rows.show(presenter.visible());
      viewer.refresh();
    } finally {
      viewer.getTree().setRedraw(true);
    }
    showStack();
    setContentDescription("");
    setTitleToolTip(presenter.total() + " functions");
  }

  @Override
  public void nodeChanged(FunctionNode node) {
    if (stack.isDisposed()) {
      return;
    }
    viewer.refresh(node);
    if (node.childrenKnown()) {
      viewer.setChildCount(node, node.children().size());
    }
  }

  @Override
  public void connectionChanged(ConnectionStatus status) {
    if (stack.isDisposed()) {
      return;
    }
    if (presenter.state() == ListState.DISCONNECTED) {
      connection.hide();
    } else {
      connection.show(status);
    }
  }

  private void createFilter(Composite parent) {
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    filter = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, "functions.filter");
    filter.setMessage("Filter by name, runtime or label");
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(filter);
    filter.addListener(SWT.Modify, e -> presenter.filter(filter.getText()));
    filter.addListener(
        SWT.KeyDown,
        e -> {
          if (e.keyCode == SWT.ARROW_DOWN && viewer.getTree().isVisible()) {
            viewer.getTree().setFocus();
          }
        });
  }

  private void createMenu() {
    MenuManager menu = new MenuManager();
    viewer.getControl().setMenu(menu.createContextMenu(viewer.getControl()));
    getSite().registerContextMenu(menu, viewer);
  }

  private void openSelected() {
    Object first = viewer.getStructuredSelection().getFirstElement();
    if (first instanceof TreeNode node) {
      FunctionEditors.open(getSite().getPage(), node.functionName());
    }
  }

  private void showStack() {
    switch (presenter.state()) {
      case LISTED -> top(viewer.getTree());
      case LOADING -> message("Loading…", "", () -> {});
      case NO_MATCH ->
          message("No function matches.", "<a>Clear the filter</a>", () -> filter.setText(""));
      case DISCONNECTED -> disconnected(session.server().link().status());
      case EMPTY ->
          message(
              "This server has no functions yet.",
              "<a>Create one from a template</a>; it can be invoked right away.",
              () -> Commands.run(getSite(), StudioIds.NEW_FUNCTION));
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
    empty.show(heading, link, action);
    top(empty.control());
  }

  private void top(org.eclipse.swt.widgets.Control control) {
    StackLayout layout = (StackLayout) stack.getLayout();
    if (layout.topControl != control) {
      layout.topControl = control;
      stack.layout();
    }
  }
}

package dev.sluice.studio.ui.workflow;

import dev.sluice.api.LogOwner;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.studio.core.workflow.WorkflowsPresenter;
import dev.sluice.studio.ui.Icons;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.StudioServices;
import dev.sluice.studio.ui.UiThread;
import dev.sluice.studio.ui.graph.MenuAction;
import dev.sluice.studio.ui.handlers.Commands;
import dev.sluice.studio.ui.log.LogView;
import java.util.List;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.part.ViewPart;
import org.jspecify.annotations.Nullable;

/** The workflows of the server, and a box to filter them. */
public final class WorkflowsView extends ViewPart implements WorkflowsPresenter.View {
  private static final int PAUSE_MILLIS = 3000;

  private WorkflowsPresenter presenter;
  private Composite stack;
  private Tree tree;
  private Composite empty;
  private Label reason;
  private Link way;

  @Override
  public void createPartControl(Composite parent) {
    GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(parent);
    Composite row = new Composite(parent, SWT.NONE);
    GridLayoutFactory.fillDefaults().margins(4, 4).applyTo(row);
    GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
    Text filter = new Text(row, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
    StudioIds.mark(filter, "workflows.filter");
    filter.setMessage("Filter by name");
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(filter);
    filter.addListener(SWT.Modify, e -> presenter.filter(filter.getText()));
    stack = new Composite(parent, SWT.NONE);
    stack.setLayout(new StackLayout());
    GridDataFactory.fillDefaults().grab(true, true).applyTo(stack);
    tree = StudioIds.mark(new Tree(stack, SWT.SINGLE | SWT.V_SCROLL), "workflows.tree");
    tree.addListener(SWT.DefaultSelection, e -> open());
    createEmpty();
    MenuManager menu = new MenuManager();
    menu.setRemoveAllWhenShown(true);
    menu.addMenuListener(m -> fill(menu));
    tree.setMenu(menu.createContextMenu(tree));
    presenter = new WorkflowsPresenter(StudioServices.session(), this);
    listChanged();
    presenter.refresh();
    UiThread.current()
        .repeat(
            PAUSE_MILLIS,
            tree,
            () -> {
              if (tree.isVisible() || empty.isVisible()) {
                presenter.refresh();
              }
            });
  }

  private void createEmpty() {
    empty = new Composite(stack, SWT.NONE);
    empty.setBackground(Ink.PAPER);
    empty.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    GridLayoutFactory.fillDefaults().margins(14, 16).spacing(0, 6).applyTo(empty);
    reason = StudioIds.mark(new Label(empty, SWT.WRAP), "workflows.empty");
    reason.setForeground(Ink.TEXT);
    reason.setBackground(Ink.PAPER);
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(reason);
    way = new Link(empty, SWT.WRAP);
    way.setForeground(Ink.FAINT);
    way.setBackground(Ink.PAPER);
    way.addListener(SWT.Selection, e -> Commands.run(getSite(), StudioIds.NEW_WORKFLOW));
    GridDataFactory.fillDefaults().grab(true, false).hint(60, SWT.DEFAULT).applyTo(way);
  }

  /** Asks the server again. */
  public void refresh() {
    presenter.refresh();
  }

  @Override
  public void listChanged() {
    if (tree == null || tree.isDisposed() || presenter == null) {
      return;
    }
    List<WorkflowInfo> visible = presenter.visible();
    String selected = selected();
    tree.setRedraw(false);
    tree.removeAll();
    for (WorkflowInfo info : visible) {
      TreeItem item = new TreeItem(tree, SWT.NONE);
      item.setText(info.name() + "  v" + info.version());
      item.setData(info.name());
      item.setImage(Icons.image("workflow"));
      if (info.name().equals(selected)) {
        tree.setSelection(item);
      }
    }
    tree.setRedraw(true);
    reason.setText(presenter.emptySentence());
    boolean none = StudioServices.session().server().link().status().connected();
    way.setText(none ? "<a>Draw one</a>; it can be started once it is deployed." : "");
    empty.layout(true, true);
    StackLayout layout = (StackLayout) stack.getLayout();
    layout.topControl = visible.isEmpty() ? empty : tree;
    stack.layout();
  }

  private @Nullable String selected() {
    return tree.getSelectionCount() == 1 ? (String) tree.getSelection()[0].getData() : null;
  }

  private void open() {
    String name = selected();
    if (name != null) {
      WorkflowEditors.open(getSite().getWorkbenchWindow(), name);
    }
  }

  private void fill(MenuManager menu) {
    String name = selected();
    menu.add(new MenuAction("Open", name != null, this::open));
    menu.add(
        new MenuAction(
            "Start…",
            name != null,
            () ->
                StartDialog.open(
                    getSite().getWorkbenchWindow(),
                    StudioServices.session(),
                    String.valueOf(name))));
    menu.add(
        new MenuAction(
            "Show Log",
            name != null,
            () ->
                LogView.reveal(
                    getSite().getPage(), List.of(LogOwner.workflow(String.valueOf(name))))));
    menu.add(new Separator());
    menu.add(
        new MenuAction(
            "New Workflow…", true, () -> Commands.run(getSite(), StudioIds.NEW_WORKFLOW)));
    menu.add(new Separator());
    menu.add(new MenuAction("Delete…", name != null, () -> delete(String.valueOf(name))));
  }

  private void delete(String name) {
    boolean sure =
        MessageDialog.open(
                MessageDialog.QUESTION,
                getSite().getShell(),
                "Delete Workflow",
                "Delete the workflow "
                    + name
                    + " with all its versions? Executions go on.\n\n"
                    + "This cannot be undone.",
                SWT.NONE,
                "Delete",
                "Cancel")
            == 0;
    if (sure) {
      presenter.delete(
          name,
          failure ->
              getViewSite()
                  .getActionBars()
                  .getStatusLineManager()
                  .setErrorMessage(Icons.image("error"), failure.sentence()));
    }
  }

  @Override
  public void setFocus() {
    if (tree.isVisible()) {
      tree.setFocus();
    } else {
      way.setFocus();
    }
  }

  @Override
  public void dispose() {
    if (presenter != null) {
      presenter.dispose();
    }
    super.dispose();
  }
}

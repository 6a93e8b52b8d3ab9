package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.navigator.TreeNode;
import org.eclipse.jface.viewers.CellLabelProvider;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;

/**
 * A virtual tree that fills a row when it is seen and leaves the others alone. The platform fills
 * all rows below a line that is opened, and, where a tree has no column, all rows there are to find
 * out how wide they would be: so this one has a column, as wide as the tree.
 */
final class SeenRowsViewer extends TreeViewer {
  private final TreeViewerColumn column;

  SeenRowsViewer(Composite parent, int style) {
    super(parent, style);
    column = new TreeViewerColumn(this, SWT.NONE);
    getTree()
        .addListener(SWT.Resize, e -> column.getColumn().setWidth(getTree().getClientArea().width));
  }

  /** What makes the labels. */
  void labels(CellLabelProvider labels) {
    column.setLabelProvider(labels);
  }

  @Override
  protected void preservingSelection(Runnable updateCode) {
    // Rows are selected, and stay so when they are filled; to look up which costs all of them.
    updateCode.run();
  }

  @Override
  protected void createChildren(Widget widget) {
    // There are as many rows as their parent counts; the tree asks for each when it draws it.
  }

  @Override
  public void replace(Object parent, int index, Object element) {
    TreeItem[] selected = getTree().getSelection();
    super.replace(parent, index, element);
    // A line with news is another object, which the platform does not find among what was selected.
    for (TreeItem row : selected) {
      if (!row.isDisposed()) {
        getTree().select(row);
      }
    }
  }

  /** Takes all rows below this one away; it closes. */
  private void empty(TreeItem row) {
    for (TreeItem below : row.getItems()) {
      forget(below);
    }
    row.setItemCount(0);
  }

  /** How many rows there are below a line. */
  int rows(TreeNode line) {
    return findItem(line) instanceof TreeItem row ? row.getItemCount() : 0;
  }

  /** Has the row of a line filled anew when it is seen; those below it go. */
  void blank(TreeNode line) {
    if (findItem(line) instanceof TreeItem row) {
      empty(row);
      forget(row);
      TreeItem above = row.getParentItem();
      if (above == null) {
        getTree().clear(getTree().indexOf(row), false);
      } else {
        above.clear(above.indexOf(row), false);
      }
    }
  }

  private void forget(TreeItem row) {
    if (row.getData() != null) {
      for (TreeItem below : row.getItems()) {
        forget(below);
      }
      disassociate(row);
    }
  }
}

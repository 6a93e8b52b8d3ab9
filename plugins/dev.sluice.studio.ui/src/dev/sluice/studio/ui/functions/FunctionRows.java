package dev.sluice.studio.ui.functions;

import dev.sluice.studio.core.functions.FunctionNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.TreeItem;

/**
 * Gives the virtual tree as many rows as there are functions. What is selected or open there is a
 * row and not a function: so a row is inserted and removed where its function comes and goes, and
 * the others move along. Confined to the UI thread.
 */
final class FunctionRows {
  /** With more changes at once, such as by a filter, starting anew is quicker. */
  private static final int MANY = 100;

  private final TreeViewer viewer;
  private List<FunctionNode> shown = List.of();

  FunctionRows(TreeViewer viewer) {
    this.viewer = viewer;
  }

  /**
   * Makes rows for these functions, in the same order as before; the caller then refreshes them.
   */
  void show(List<FunctionNode> now) {
    Set<FunctionNode> staying = new HashSet<>(shown);
    staying.retainAll(new HashSet<>(now));
    if (shown.size() + now.size() - 2 * staying.size() > MANY) {
      startAnew(now);
    } else {
      for (int row = shown.size() - 1; row >= 0; row--) {
        if (!staying.contains(shown.get(row))) {
          viewer.remove(viewer.getInput(), row);
        }
      }
      for (int row = 0; row < now.size(); row++) {
        if (!staying.contains(now.get(row))) {
          new TreeItem(viewer.getTree(), SWT.NONE, row);
        }
      }
    }
    shown = now;
  }

  private void startAnew(List<FunctionNode> now) {
    Object[] selected = viewer.getStructuredSelection().toArray();
    viewer.setSelection(StructuredSelection.EMPTY);
    viewer.collapseAll();
    viewer.setChildCount(viewer.getInput(), now.size());
    for (Object element : selected) {
      int row = now.indexOf(element);
      if (row >= 0) {
        viewer.replace(viewer.getInput(), row, element);
        viewer.setSelection(new StructuredSelection(element));
      }
    }
  }
}

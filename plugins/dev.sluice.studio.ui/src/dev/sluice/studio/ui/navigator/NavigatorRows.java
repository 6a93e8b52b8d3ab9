package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.navigator.Branch;
import dev.sluice.studio.core.navigator.TreeNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.jspecify.annotations.Nullable;

/**
 * Gives the virtual tree as many rows as there are lines. What is selected or open there is a row
 * and not a line: so a row is inserted and removed where its line comes and goes, and the others
 * move along. Confined to the UI thread.
 */
final class NavigatorRows {
  /** With more changes at once, such as by a filter, starting anew is quicker. */
  private static final int MANY = 100;

  private static final List<String> LOADING = List.of("loading");

  private final TreeViewer viewer;
  private final Map<Branch, List<String>> shown = new WeakHashMap<>();

  NavigatorRows(TreeViewer viewer) {
    this.viewer = viewer;
  }

  /** The tree makes rows for what is below a line; returns how many. */
  int made(Branch branch) {
    List<String> keys = keys(branch);
    shown.put(branch, keys);
    return keys.size();
  }

  private static List<String> keys(Branch branch) {
    return branch.known() ? branch.children().stream().map(TreeNode::key).toList() : LOADING;
  }

  /** Shows what a line and those below it are now. Rows that were never made stay so. */
  void show(Branch branch) {
    if (follow(branch)) {
      viewer.refresh(branch);
    }
  }

  /**
   * Has rows come and go below a line, and below those below it: refreshing it would only cut or
   * add rows at their ends. Returns whether the line has a row.
   */
  private boolean follow(Branch branch) {
    List<String> before = shown.get(branch);
    TreeItem item = item(branch);
    if (before == null || item == null && branch.parent() != null) {
      return false;
    }
    List<String> now = keys(branch);
    if (!before.equals(now)) {
      change(branch, item, before, now);
    }
    shown.put(branch, now);
    for (TreeNode child : branch.children()) {
      if (child instanceof Branch below && shown.containsKey(below)) {
        follow(below);
      }
    }
    return true;
  }

  /** The row of a line, made if need be; null where there is none. */
  @Nullable TreeItem item(Branch branch) {
    Branch parent = branch.parent();
    List<String> rows = parent == null ? null : shown.get(parent);
    int row = rows == null ? -1 : rows.indexOf(branch.key());
    if (parent == null || row < 0) {
      return null;
    }
    Tree tree = viewer.getTree();
    TreeItem above = item(parent);
    if (parent.parent() != null && above == null) {
      return null;
    }
    int count = above == null ? tree.getItemCount() : above.getItemCount();
    if (row >= count) {
      return null;
    }
    TreeItem found = above == null ? tree.getItem(row) : above.getItem(row);
    // Asking for its text makes the tree fill it.
    return found.getText() == null ? null : found;
  }

  private void change(
      Branch branch, @Nullable TreeItem item, List<String> before, List<String> now) {
    Set<String> staying = new HashSet<>(before);
    staying.retainAll(new HashSet<>(now));
    boolean few = before.size() + now.size() - 2 * staying.size() <= MANY;
    // A row without any below it would close by itself.
    if (staying.isEmpty() || !few || !ordered(before, now, staying)) {
      startAnew(branch, item, now);
      return;
    }
    for (int row = before.size() - 1; row >= 0; row--) {
      if (!staying.contains(before.get(row))) {
        viewer.remove(branch, row);
      }
    }
    for (int row = 0; row < now.size(); row++) {
      if (!staying.contains(now.get(row))) {
        TreeItem unused =
            item == null
                ? new TreeItem(viewer.getTree(), SWT.NONE, row)
                : new TreeItem(item, SWT.NONE, row);
      }
    }
  }

  private static boolean ordered(List<String> before, List<String> now, Set<String> staying) {
    return before.stream()
        .filter(staying::contains)
        .toList()
        .equals(now.stream().filter(staying::contains).toList());
  }

  private void startAnew(Branch branch, @Nullable TreeItem item, List<String> now) {
    List<Object> selected = new ArrayList<>();
    List<TreeNode> below = new ArrayList<>();
    for (Object element : viewer.getStructuredSelection()) {
      if (element instanceof TreeNode node && node.parent() == branch) {
        below.add(node);
      } else if (element instanceof TreeNode node && !isBelow(node, branch)) {
        selected.add(element);
      }
    }
    viewer.setSelection(StructuredSelection.EMPTY);
    for (TreeItem row : item == null ? viewer.getTree().getItems() : item.getItems()) {
      row.setExpanded(false);
    }
    viewer.setChildCount(branch, now.size());
    for (TreeNode node : below) {
      int row = now.indexOf(node.key());
      if (row >= 0 && branch.known()) {
        TreeNode again = branch.children().get(row);
        viewer.replace(branch, row, again);
        selected.add(again);
      }
    }
    if (!selected.isEmpty()) {
      viewer.setSelection(new StructuredSelection(selected));
    }
  }

  private static boolean isBelow(TreeNode node, Branch branch) {
    for (Branch above = node.parent(); above != null; above = above.parent()) {
      if (above == branch) {
        return true;
      }
    }
    return false;
  }
}

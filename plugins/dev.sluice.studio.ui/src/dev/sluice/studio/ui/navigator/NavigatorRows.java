package dev.sluice.studio.ui.navigator;

import dev.sluice.studio.core.navigator.Branch;
import dev.sluice.studio.core.navigator.TreeNode;
import dev.sluice.studio.ui.UiThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.eclipse.jface.viewers.StructuredSelection;
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

  /** So many rows come or go at a time: more of them at once keep the user waiting. */
  private static final int AT_ONCE = 500;

  private static final List<String> LOADING = List.of("loading");

  private final SeenRowsViewer viewer;
  private final Map<Branch, List<String>> shown = new WeakHashMap<>();

  /** Lines that rows were filled with, by their keys: few, where there are many rows. */
  private final Map<Branch, Map<String, TreeNode>> filled = new HashMap<>();

  NavigatorRows(SeenRowsViewer viewer) {
    this.viewer = viewer;
  }

  /** The tree makes rows for what is below a line; returns how many for now. */
  int made(Branch branch) {
    List<String> keys = keys(branch);
    shown.put(branch, keys);
    int rows = Math.min(Math.max(AT_ONCE, viewer.rows(branch)), keys.size());
    if (rows < keys.size()) {
      resize(branch, keys);
    }
    return rows;
  }

  private static List<String> keys(Branch branch) {
    return branch.known() ? branch.children().stream().map(TreeNode::key).toList() : LOADING;
  }

  /** Fills a row below a line with what it stands for now. */
  void fill(Branch branch, int row) {
    if (row < branch.children().size()) {
      TreeNode node = branch.children().get(row);
      viewer.replace(branch, row, node);
      filled.computeIfAbsent(branch, key -> new HashMap<>()).put(node.key(), node);
      viewer.setChildCount(node, node instanceof Branch below ? made(below) : 0);
    } else if (!branch.known()) {
      viewer.replace(branch, row, new TreeNode.Note(branch, "Loading…", false));
    }
  }

  /**
   * Shows what a line is now and what is right below it. Rows that were never filled stay so: to
   * have the platform refresh a line would go through all of them.
   */
  void show(Branch branch) {
    if (!shown.containsKey(branch)) {
      return;
    }
    TreeItem item = item(branch);
    if (item == null && branch.parent() != null) {
      return;
    }
    // Finding the row may have filled it, with what is below it now.
    List<String> before = shown.getOrDefault(branch, List.of());
    List<String> now = keys(branch);
    if (!before.equals(now)) {
      change(branch, item, before, now);
      shown.put(branch, now);
    }
    if (item != null) {
      viewer.update(branch, null);
    }
    refill(branch, now);
  }

  /** Rows that were never filled are not even looked at: to ask for one makes it. */
  private void refill(Branch branch, List<String> now) {
    Map<String, TreeNode> rows = filled.get(branch);
    if (rows == null) {
      return;
    }
    Set<String> there = new HashSet<>(now);
    List.copyOf(rows.values()).stream()
        .filter(node -> !there.contains(node.key()))
        .forEach(
            node -> {
              rows.remove(node.key());
              drop(node);
            });
    for (int row = 0; row < branch.children().size(); row++) {
      TreeNode node = branch.children().get(row);
      TreeNode was = rows.get(node.key());
      if (was != null && was != node) {
        fill(branch, row);
      } else if (was instanceof Branch) {
        viewer.update(was, null);
      }
    }
  }

  /** Nothing below a line has a row any more. */
  private void drop(TreeNode node) {
    Map<String, TreeNode> rows = node instanceof Branch branch ? filled.remove(branch) : null;
    if (rows != null) {
      rows.values().forEach(this::drop);
    }
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
    boolean all = before.size() == count(item);
    // A row without any below it would close by itself.
    if (staying.isEmpty() || !few || !all || !ordered(before, now, staying)) {
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
    filled.getOrDefault(branch, Map.of()).values().forEach(viewer::blank);
    drop(branch);
    int selectable = below.stream().mapToInt(node -> now.indexOf(node.key()) + 1).max().orElse(0);
    shown.put(branch, now);
    viewer.setChildCount(branch, Math.max(selectable, next(count(item), now.size())));
    resize(branch, now);
    if (!now.isEmpty()) {
      fill(branch, 0);
    }
    for (TreeNode node : below) {
      int row = now.indexOf(node.key());
      if (row >= 0 && branch.known()) {
        fill(branch, row);
        selected.add(branch.children().get(row));
      }
    }
    if (!selected.isEmpty()) {
      viewer.setSelection(new StructuredSelection(selected));
    }
  }

  /**
   * Makes the rows that are still missing, or takes those away that are too many, some at a time;
   * the user is looked at in between. Where there are other lines by then, others see to their
   * rows.
   */
  private void resize(Branch branch, List<String> now) {
    UiThread.current()
        .execute(
            () -> {
              TreeItem item = viewer.getTree().isDisposed() ? null : item(branch);
              if (item != null && shown.get(branch) == now && count(item) != now.size()) {
                viewer.setChildCount(branch, next(count(item), now.size()));
                resize(branch, now);
              }
            });
  }

  private static int next(int count, int wanted) {
    return count < wanted ? Math.min(count + AT_ONCE, wanted) : Math.max(count - AT_ONCE, wanted);
  }

  private int count(@Nullable TreeItem item) {
    return item == null ? viewer.getTree().getItemCount() : item.getItemCount();
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

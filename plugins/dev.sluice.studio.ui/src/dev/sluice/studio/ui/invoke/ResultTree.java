package dev.sluice.studio.ui.invoke;

import dev.sluice.studio.core.invoke.result.JsonBranch;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Spoken;
import dev.sluice.studio.ui.StudioIds;
import dev.sluice.studio.ui.UiThread;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** JSON as a tree, whose lines are made when they are opened. Confined to the UI thread. */
final class ResultTree {
  /** A small value is opened to its leaves: so many lines at most. */
  private static final int OPEN = 40;

  private final Tree tree;

  ResultTree(Composite parent) {
    tree = Spoken.as(StudioIds.mark(new Tree(parent, SWT.SINGLE), "invoke.tree"), "Result");
    tree.setFont(JFaceResources.getTextFont());
    tree.setBackground(Ink.PAPER);
    tree.setData(StudioIds.NO_STYLE_SHEET, Boolean.TRUE);
    tree.addListener(SWT.Expand, e -> open((TreeItem) e.item));
    tree.addListener(SWT.KeyDown, this::key);
    Menu menu = new Menu(tree);
    entry(menu, "Copy Value", JsonBranch::copied);
    entry(menu, "Copy Path", JsonBranch::path);
    menu.addListener(
        SWT.Show,
        e -> {
          for (MenuItem item : menu.getItems()) {
            item.setEnabled(selected().isPresent());
          }
        });
    tree.setMenu(menu);
  }

  Tree control() {
    return tree;
  }

  /** Shows what is below a value. */
  void show(JsonBranch root) {
    tree.setRedraw(false);
    tree.removeAll();
    Queue<TreeItem> closed = new ArrayDeque<>();
    int lines = 0;
    for (JsonBranch branch : root.children()) {
      closed.add(line(new TreeItem(tree, SWT.NONE), branch));
      lines++;
    }
    // Level by level: what is near the top is what the value is about.
    for (TreeItem item = closed.poll(); item != null; item = closed.poll()) {
      int below = ((JsonBranch) item.getData()).children().size();
      if (below > 0 && lines + below <= OPEN) {
        lines += below;
        open(item);
        item.setExpanded(true);
        closed.addAll(List.of(item.getItems()));
      }
    }
    tree.setRedraw(true);
  }

  void clear() {
    tree.removeAll();
  }

  /** The value that is selected. */
  Optional<JsonBranch> selected() {
    TreeItem[] items = tree.getSelection();
    return items.length == 0 ? Optional.empty() : Optional.of((JsonBranch) items[0].getData());
  }

  private static TreeItem line(TreeItem item, JsonBranch branch) {
    item.setText(branch.label());
    item.setData(branch);
    if (branch.branches()) {
      new TreeItem(item, SWT.NONE); // stands for what is below until it is opened
    }
    return item;
  }

  private static void open(TreeItem item) {
    TreeItem[] below = item.getItems();
    if (below.length != 1 || below[0].getData() != null) {
      return;
    }
    for (JsonBranch branch : ((JsonBranch) item.getData()).children()) {
      line(new TreeItem(item, SWT.NONE), branch);
    }
    // Last: an item without any below it closes.
    below[0].dispose();
  }

  private void key(Event event) {
    if (event.keyCode == 'c' && event.stateMask == SWT.MOD1) {
      copy(JsonBranch::copied);
    }
  }

  private void entry(Menu menu, String label, Function<JsonBranch, String> what) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(label);
    item.addListener(SWT.Selection, e -> copy(what));
  }

  private void copy(Function<JsonBranch, String> what) {
    selected()
        .map(what)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> UiThread.current().copy(text));
  }
}

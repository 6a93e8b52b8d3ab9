package dev.sluice.studio.tests.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;

/** A tree in the hands of a test. Items are named by the beginnings of their texts. */
public final class BotTree {
  private final Bot bot;
  private final Tree tree;

  BotTree(Bot bot, Tree tree) {
    this.bot = bot;
    this.tree = tree;
  }

  /** The texts of the items at the top. */
  public List<String> items() {
    return bot.ui().ask(() -> texts(tree.getItems()));
  }

  /** The texts of the items below this one. */
  public List<String> children(String... path) {
    return bot.waitFor(
        "tree item " + String.join(" > ", path),
        () -> {
          TreeItem item = find(path);
          return item == null ? null : texts(item.getItems());
        });
  }

  /** The texts of the selected items. */
  public List<String> selected() {
    return bot.ui().ask(() -> texts(tree.getSelection()));
  }

  /** The texts of the items at the top that are open. */
  public List<String> open() {
    return bot.ui()
        .ask(
            () ->
                Stream.of(tree.getItems())
                    .filter(TreeItem::getExpanded)
                    .map(TreeItem::getText)
                    .toList());
  }

  /** Selects an item with the mouse. */
  public BotTree select(String... path) {
    waitForItem(path);
    bot.hands().click(tree, () -> bounds(path));
    bot.waitUntil(
        "the item is selected: " + path[path.length - 1],
        () ->
            tree.getSelectionCount() == 1
                && matches(tree.getSelection()[0].getText(), path[path.length - 1]));
    return this;
  }

  /** Double-clicks an item. */
  public void doubleClick(String... path) {
    waitForItem(path);
    bot.hands().doubleClick(tree, () -> bounds(path));
  }

  /** Opens an item as its triangle does. */
  public BotTree expand(String... path) {
    bot.waitUntil("expanded: " + String.join(" > ", path), () -> expanded(find(path)));
    return this;
  }

  /** Waits until there is such an item below the path. */
  public void waitForItem(String... path) {
    bot.waitUntil("there is the tree item " + String.join(" > ", path), () -> find(path) != null);
  }

  /** Waits until no item at the top begins so. */
  public void waitUntilGone(String name) {
    bot.waitUntil(
        name + " is gone from the tree",
        () -> texts(tree.getItems()).stream().noneMatch(text -> matches(text, name)));
  }

  /** Picks from the context menu. */
  public void clickContextMenu(String label) {
    ContextMenu.click(bot, tree, label);
  }

  private TreeItem find(String... path) {
    TreeItem[] items = tree.getItems();
    TreeItem found = null;
    for (String name : path) {
      found = find(items, name);
      if (found == null) {
        return null;
      }
      items = found.getItems();
    }
    return found;
  }

  /** Where the item is now, scrolled into sight; null when it is not there. */
  private Rectangle bounds(String... path) {
    TreeItem item = find(path);
    if (item == null) {
      return null;
    }
    Rectangle at = item.getBounds();
    Rectangle area = tree.getClientArea();
    if (at.y < area.y || at.y + at.height > area.y + area.height) {
      tree.showItem(item);
    }
    return item.getBounds();
  }

  private boolean expanded(TreeItem item) {
    if (item == null) {
      return false;
    }
    item.setExpanded(true);
    Event event = new Event();
    event.item = item;
    tree.notifyListeners(SWT.Expand, event);
    return item.getExpanded();
  }

  private static TreeItem find(TreeItem[] items, String name) {
    for (TreeItem item : items) {
      if (matches(item.getText(), name)) {
        return item;
      }
    }
    return null;
  }

  private static boolean matches(String text, String name) {
    return text.equals(name) || text.startsWith(name + " ");
  }

  private static List<String> texts(TreeItem[] items) {
    List<String> texts = new ArrayList<>();
    for (TreeItem item : items) {
      texts.add(item.getText());
    }
    return texts;
  }
}

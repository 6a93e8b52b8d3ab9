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

  private final List<String> base;

  BotTree(Bot bot, Tree tree) {
    this(bot, tree, List.of());
  }

  private BotTree(Bot bot, Tree tree, List<String> base) {
    this.bot = bot;
    this.tree = tree;
    this.base = base;
  }

  /** The part of this tree below an item, as a tree of its own. */
  public BotTree below(String... path) {
    return new BotTree(bot, tree, Stream.concat(base.stream(), Stream.of(path)).toList());
  }

  /** The texts of the items at the top. */
  public List<String> items() {
    return bot.ui().ask(() -> texts(top()));
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
        .ask(() -> Stream.of(top()).filter(TreeItem::getExpanded).map(TreeItem::getText).toList());
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
        () -> texts(top()).stream().noneMatch(text -> matches(text, name)));
  }

  /** Picks from the context menu. */
  public void clickContextMenu(String label) {
    ContextMenu.click(bot, tree, label);
  }

  /** Drags an item of this tree onto one of another, or of another part of it. */
  public void drag(String item, BotTree to, String target) {
    waitForItem(item);
    to.waitForItem(target);
    bot.hands().carry(tree, () -> bounds(item), to.tree, () -> to.bounds(target));
  }

  /** Adds an item to what is selected, with the mouse. */
  public BotTree selectToo(String item) {
    waitForItem(item);
    int before = bot.ui().ask(tree::getSelectionCount);
    bot.hands().clickWithCtrl(tree, () -> bounds(item));
    bot.waitUntil("one more is selected", () -> tree.getSelectionCount() == before + 1);
    return this;
  }

  private TreeItem[] top() {
    if (base.isEmpty()) {
      return tree.getItems();
    }
    TreeItem item = find(tree.getItems(), base);
    return item == null ? new TreeItem[0] : item.getItems();
  }

  private TreeItem find(String... path) {
    return find(top(), List.of(path));
  }

  private static TreeItem find(TreeItem[] top, List<String> path) {
    TreeItem[] items = top;
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
    // A name that is wider than the tree has no middle that can be seen.
    return item.getBounds().intersection(tree.getClientArea());
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

package dev.sluice.studio.tests.bot;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
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
    TreeItem item = item(path);
    return bot.ui().ask(() -> texts(item.getItems()));
  }

  /** Selects an item with the mouse. */
  public BotTree select(String... path) {
    TreeItem item = item(path);
    bot.hands().click(tree, bot.ui().ask(item::getBounds));
    bot.waitUntil(
        "the item is selected",
        () -> tree.getSelectionCount() == 1 && tree.getSelection()[0].getText().equals(text(item)));
    return this;
  }

  /** Double-clicks an item. */
  public void doubleClick(String... path) {
    TreeItem item = item(path);
    bot.hands().doubleClick(tree, bot.ui().ask(item::getBounds));
  }

  /** Opens an item as its triangle does. */
  public BotTree expand(String... path) {
    TreeItem item = item(path);
    bot.ui()
        .run(
            () -> {
              item.setExpanded(true);
              Event event = new Event();
              event.item = item;
              tree.notifyListeners(SWT.Expand, event);
            });
    return this;
  }

  /** Waits until there is such an item below the path. */
  public void waitForItem(String... path) {
    item(path);
  }

  /** Waits until no item at the top begins so. */
  public void waitUntilGone(String name) {
    bot.waitUntil(
        name + " is gone from the tree",
        () -> texts(tree.getItems()).stream().noneMatch(text -> matches(text, name)));
  }

  /** Picks from the context menu, which is filled but not shown: a popup would grab the pointer. */
  public void clickContextMenu(String label) {
    MenuItem item = bot.waitFor("enabled menu item " + label, () -> menuItem(label));
    bot.ui()
        .later(
            () -> {
              Menu menu = item.getParent();
              item.notifyListeners(SWT.Selection, new Event());
              if (!menu.isDisposed()) {
                menu.notifyListeners(SWT.Hide, new Event());
              }
            });
  }

  private MenuItem menuItem(String label) {
    Menu menu = tree.getMenu();
    menu.notifyListeners(SWT.Show, new Event());
    for (MenuItem item : menu.getItems()) {
      if (Labels.clean(item.getText()).equals(label) && item.isEnabled()) {
        return item;
      }
    }
    menu.notifyListeners(SWT.Hide, new Event());
    return null;
  }

  private TreeItem item(String... path) {
    return bot.waitFor(
        "tree item " + String.join(" > ", path),
        () -> {
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
        });
  }

  private static TreeItem find(TreeItem[] items, String name) {
    for (TreeItem item : items) {
      if (matches(text(item), name)) {
        return item;
      }
    }
    return null;
  }

  private static boolean matches(String text, String name) {
    return text.equals(name) || text.startsWith(name + " ");
  }

  private static String text(TreeItem item) {
    return item.isDisposed() ? "" : item.getText();
  }

  private static List<String> texts(TreeItem[] items) {
    List<String> texts = new ArrayList<>();
    for (TreeItem item : items) {
      texts.add(item.getText());
    }
    return texts;
  }
}

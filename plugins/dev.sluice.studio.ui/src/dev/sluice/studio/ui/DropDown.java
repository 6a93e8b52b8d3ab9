package dev.sluice.studio.ui;

import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/**
 * A tool item that opens a menu beside it, made anew each time. The item's data is the menu that
 * was opened last. Confined to the UI thread.
 */
public final class DropDown {
  /** Pixels of an entry, about. */
  private static final int ROW = 26;

  private DropDown() {}

  /** A tool item with a menu that is filled when it opens. */
  public static ToolItem in(ToolBar bar, String icon, String tip, String id, Consumer<Menu> fill) {
    ToolItem item = StudioIds.mark(new ToolItem(bar, SWT.PUSH), id);
    item.setImage(Icons.image(icon));
    item.setToolTipText(tip);
    item.addListener(SWT.Selection, e -> open(bar, item, fill));
    item.addListener(SWT.Dispose, e -> disposeMenu(item));
    return item;
  }

  /** Adds an entry with a text as it is; returns it. One of several is told when it is chosen. */
  public static MenuItem entry(Menu menu, int style, String text, Runnable action) {
    MenuItem entry = new MenuItem(menu, style);
    entry.setText(text.replace("&", "&&"));
    entry.addListener(
        SWT.Selection,
        e -> {
          if (style != SWT.RADIO || entry.getSelection()) {
            action.run();
          }
        });
    return entry;
  }

  /** Adds an entry that says why there are no others. */
  public static void none(Menu menu, String text) {
    entry(menu, SWT.PUSH, text, () -> {}).setEnabled(false);
  }

  private static void open(ToolBar bar, ToolItem item, Consumer<Menu> fill) {
    disposeMenu(item);
    Menu menu = new Menu(bar.getShell(), SWT.POP_UP);
    item.setData(menu);
    fill.accept(menu);
    menu.setLocation(corner(bar, item.getBounds(), menu.getItemCount() * ROW));
    menu.setVisible(true);
  }

  /**
   * Below the item, or its upper corner where there is no room below: there the system opens a menu
   * upwards.
   */
  private static Point corner(ToolBar bar, Rectangle item, int height) {
    Rectangle screen = bar.getMonitor().getClientArea();
    Point below = bar.toDisplay(item.x, item.y + item.height);
    return below.y + height <= screen.y + screen.height ? below : bar.toDisplay(item.x, item.y);
  }

  private static void disposeMenu(ToolItem item) {
    if (item.getData() instanceof Menu menu && !menu.isDisposed()) {
      menu.dispose();
    }
  }
}

package dev.sluice.studio.tests.bot;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** Context menus, which are filled but not shown: a popup would grab the pointer. */
final class ContextMenu {
  private ContextMenu() {}

  /** Picks an entry as soon as it is enabled. */
  static void click(Bot bot, Control control, String label) {
    MenuItem item = bot.waitFor("enabled menu item " + label, () -> find(control, label));
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

  private static MenuItem find(Control control, String label) {
    Menu menu = control.getMenu();
    menu.notifyListeners(SWT.Show, new Event());
    for (MenuItem item : menu.getItems()) {
      if (Labels.clean(item.getText()).equals(label) && item.isEnabled()) {
        return item;
      }
    }
    menu.notifyListeners(SWT.Hide, new Event());
    return null;
  }
}

package dev.sluice.studio.tests.bot;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;

/** The menu bar of the main window. */
final class BotMenu {
  private final Bot bot;
  private final UiAccess ui;

  BotMenu(Bot bot, UiAccess ui) {
    this.bot = bot;
    this.ui = ui;
  }

  void click(String... path) {
    MenuItem item = bot.waitFor("enabled menu item " + String.join(" > ", path), () -> find(path));
    ui.later(() -> item.notifyListeners(SWT.Selection, new Event()));
  }

  private MenuItem find(String... path) {
    for (Shell shell : ui.display().getShells()) {
      Menu menu = shell.getMenuBar();
      MenuItem found = null;
      for (String label : path) {
        found = menu == null ? null : item(menu, label);
        menu = found == null ? null : found.getMenu();
      }
      if (found != null && found.isEnabled()) {
        return found;
      }
    }
    return null;
  }

  /** Menus are filled when they are about to be shown. */
  private static MenuItem item(Menu menu, String label) {
    menu.notifyListeners(SWT.Show, new Event());
    for (MenuItem item : menu.getItems()) {
      if (Labels.clean(item.getText()).equals(label)) {
        return item;
      }
    }
    return null;
  }
}

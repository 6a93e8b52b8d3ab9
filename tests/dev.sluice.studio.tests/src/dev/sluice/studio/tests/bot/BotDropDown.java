package dev.sluice.studio.tests.bot;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolItem;

/** A tool item with a menu in the hands of a test: opened with the mouse, used with the keys. */
public final class BotDropDown {
  private final Bot bot;
  private final ToolItem item;
  private final AtomicReference<String> armed = new AtomicReference<>("");

  BotDropDown(Bot bot, ToolItem item) {
    this.bot = bot;
    this.item = item;
  }

  /** Opens the menu and picks an entry. */
  public void pick(String entry) {
    Menu menu = open();
    int most = bot.ui().ask(() -> menu.getItemCount() + 1);
    for (int i = 0; !armed.get().equals(entry); i++) {
      if (i == most) {
        close(menu);
        throw new AssertionError("no entry that can be picked says " + entry);
      }
      String before = armed.getAndSet("");
      bot.hands().menuKey(Xtest.DOWN);
      bot.waitUntil("another entry than '" + before + "' is armed", () -> !armed.get().isEmpty());
    }
    bot.hands().menuKey(Xtest.RETURN);
    bot.waitUntil("the menu is closed", () -> menu.isDisposed() || !menu.isVisible());
  }

  /** Opens the menu, takes a picture, closes it, and returns the entries that can be picked. */
  public List<String> look(String picture) {
    Menu menu = open();
    bot.captureScreenshot(picture);
    List<String> entries =
        bot.ui()
            .ask(
                () ->
                    Stream.of(menu.getItems())
                        .filter(MenuItem::isEnabled)
                        .map(BotDropDown::text)
                        .filter(text -> !text.isEmpty())
                        .toList());
    close(menu);
    return entries;
  }

  /** As it is read: entries of these menus have no mnemonics. */
  private static String text(MenuItem entry) {
    return entry.getText().replace("&&", "&");
  }

  private Menu open() {
    bot.hands().click(bot.ui().ask(item::getParent), item::getBounds);
    Menu menu =
        bot.waitFor(
            "an open menu",
            () ->
                item.getData() instanceof Menu open && !open.isDisposed() && open.isVisible()
                    ? open
                    : null);
    armed.set("");
    bot.ui()
        .run(
            () -> {
              for (MenuItem each : menu.getItems()) {
                String text = text(each);
                each.addListener(SWT.Arm, e -> armed.set(text));
              }
            });
    bot.ui().settle();
    return menu;
  }

  private void close(Menu menu) {
    bot.hands().menuKey(Xtest.ESCAPE);
    bot.waitUntil("the menu is closed", () -> menu.isDisposed() || !menu.isVisible());
  }
}

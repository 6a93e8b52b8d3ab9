package dev.sluice.studio.tests.bot;

import java.time.Duration;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** Clicks and types with real events, as the X server gives them to any program. */
final class Hands {
  private static final Duration BREATH = Duration.ofMillis(30);

  /** A control that has not moved for so many looks is where it will stay. */
  private static final int LOOKS = 5;

  private final Bot bot;
  private final UiAccess ui;
  private final Xtest input = new Xtest();

  Hands(Bot bot, UiAccess ui) {
    this.bot = bot;
    this.ui = ui;
  }

  /** Clicks into the middle of a part of a control, given in its own coordinates. */
  void click(Control control, Rectangle part) {
    pointAt(control, part);
    clickHere();
    ui.settle();
  }

  void doubleClick(Control control, Rectangle part) {
    pointAt(control, part);
    clickHere();
    clickHere();
    ui.settle();
  }

  void type(String text) {
    for (char c : text.toCharArray()) {
      input.key(c == '\n' ? Xtest.RETURN : c);
    }
    ui.pause(BREATH);
    ui.settle();
  }

  void shortcut(int keysym, int modifier) {
    input.set(modifier, true);
    input.key(keysym);
    input.set(modifier, false);
    ui.pause(BREATH);
    ui.settle();
  }

  /** Makes the control's shell the one that gets keys, also for the window manager. */
  void activate(Control control) {
    Shell shell = ui.ask(control::getShell);
    ui.run(shell::forceActive);
    bot.waitUntil("the shell is active", () -> ui.display().getActiveShell() == shell);
  }

  private void pointAt(Control control, Rectangle part) {
    activate(control);
    steady(control);
    Point target =
        ui.ask(() -> control.toDisplay(part.x + part.width / 2, part.y + part.height / 2));
    input.move(target.x, target.y);
    bot.waitUntil("the pointer is there", () -> ui.display().getCursorLocation().equals(target));
  }

  private void clickHere() {
    input.button(1, true);
    input.button(1, false);
    ui.pause(BREATH);
  }

  /** Parts are laid out late: waits until the control has a size and stands still. */
  private void steady(Control control) {
    Rectangle[] last = new Rectangle[1];
    int[] same = new int[1];
    bot.waitUntil(
        control + " stands still",
        () -> {
          Point size = control.getSize();
          Point at = control.toDisplay(0, 0);
          Rectangle now = new Rectangle(at.x, at.y, size.x, size.y);
          same[0] = now.equals(last[0]) ? same[0] + 1 : 0;
          last[0] = now;
          return same[0] >= LOOKS && !now.isEmpty() && control.isVisible();
        });
  }
}

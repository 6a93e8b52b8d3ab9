package dev.sluice.studio.tests.bot;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/**
 * Clicks and types with real events, as the X server gives them to any program. Each gesture is
 * over when Studio has got the last event of it: the window manager, which sees clicks first, and
 * the X server take their time on a busy machine.
 */
final class Hands {
  /** What has not moved for so many looks is where it will stay. */
  private static final int LOOKS = 5;

  /** As far from each other may the clicks of a double click be, and more, in pixels. */
  private static final int NEAR = 8;

  private final Bot bot;
  private final UiAccess ui;
  private final Xtest input = new Xtest();

  /** Where and when was clicked last. */
  private Point clicked = new Point(-1, -1);

  private long clickedAt;

  Hands(Bot bot, UiAccess ui) {
    this.bot = bot;
    this.ui = ui;
  }

  /**
   * Clicks into the middle of a part of a control.
   *
   * @param part where it is now, in the control's own coordinates, or null when it is not there;
   *     asked on the UI thread until it stands still
   */
  void click(Control control, Supplier<Rectangle> part) {
    pointAt(control, part);
    byItself(() -> input.click(1));
  }

  /**
   * A click that is no half of a double click, also where a list was scrolled under the pointer.
   */
  private void byItself(Runnable click) {
    Point here = ui.ask(() -> ui.display().getCursorLocation());
    long nanos = ui.ask(() -> ui.display().getDoubleClickTime()) * 1_000_000L;
    boolean near = Math.abs(here.x - clicked.x) <= NEAR && Math.abs(here.y - clicked.y) <= NEAR;
    if (near) {
      bot.waitUntil("it is no double click", () -> System.nanoTime() - clickedAt > nanos);
    }
    gesture(SWT.MouseUp, 1, click);
    clicked = here;
    clickedAt = System.nanoTime();
  }

  /** Clicks as {@link #click} clicks, while Ctrl is held. */
  void clickWithCtrl(Control control, Supplier<Rectangle> part) {
    pointAt(control, part);
    byItself(() -> input.click(1, Xtest.CTRL));
  }

  /** Double-clicks as {@link #click} clicks. */
  void doubleClick(Control control, Supplier<Rectangle> part) {
    pointAt(control, part);
    gesture(SWT.MouseDoubleClick, 1, () -> input.click(2));
  }

  /** Drags from the middle of a part of a control to that of another. */
  void drag(Control from, Supplier<Rectangle> part, Control to, Supplier<Rectangle> target) {
    drag(from, part, to, target, () -> {});
  }

  /** As the other, with something that is done before the button is let go. */
  void drag(
      Control from,
      Supplier<Rectangle> part,
      Control to,
      Supplier<Rectangle> target,
      Runnable meanwhile) {
    pointAt(from, part);
    Point end = ui.ask(() -> middle(to, target.get()));
    Point start = ui.ask(() -> ui.display().getCursorLocation());
    gesture(SWT.MouseDown, 1, () -> input.button(true));
    gesture(
        SWT.MouseMove,
        1,
        () -> {
          // A person's hand does not jump.
          for (int i = 1; i <= 8; i++) {
            input.move(start.x + (end.x - start.x) * i / 8, start.y + (end.y - start.y) * i / 8);
          }
        });
    bot.waitUntil("the pointer is there", () -> ui.display().getCursorLocation().equals(end));
    ui.settle();
    meanwhile.run();
    gesture(SWT.MouseUp, 1, () -> input.button(false));
  }

  /**
   * Drags as {@link #drag} does what the system carries: Studio hears nothing of the mouse
   * meanwhile. What came of it is the caller's to wait for.
   */
  void carry(Control from, Supplier<Rectangle> part, Control to, Supplier<Rectangle> target) {
    Point end = null;
    // The toolkit gives up a drag whose first move comes late, as on a busy machine.
    for (int attempt = 0; attempt < 20 && !carries(); attempt++) {
      input.button(false);
      pointAt(from, part);
      end = ui.ask(() -> middle(to, target.get()));
      Point start = ui.ask(() -> ui.display().getCursorLocation());
      input.button(true);
      for (int i = 1; i <= 8; i++) {
        input.move(start.x + (end.x - start.x) * i / 8, start.y + (end.y - start.y) * i / 8);
      }
      ui.settle();
    }
    Point last = end;
    // Whether it may be dropped there is asked with each move.
    for (int i = 4; i >= 0; i--) {
      input.move(last.x + i, last.y);
      ui.settle();
    }
    bot.waitUntil("the pointer is there", () -> ui.display().getCursorLocation().equals(last));
    input.button(false);
    ui.settle();
  }

  private boolean carries() {
    return ui.ask(() -> LocalSelectionTransfer.getTransfer().getSelection() != null);
  }

  /** Moves the pointer over a part of a control. */
  void hover(Control control, Supplier<Rectangle> part) {
    pointAt(control, part);
    ui.settle();
  }

  /** Presses a key. */
  void key(int keysym) {
    gesture(SWT.KeyDown, 1, () -> input.key(keysym));
  }

  void type(String text) {
    gesture(SWT.KeyDown, text.length(), () -> input.type(text));
  }

  /** Types over what a field of another program, or of the system, has in it; and Enter. */
  void typeElsewhere(String text) {
    input.shortcut('a', Xtest.CTRL);
    input.type(text + "\n");
  }

  /** Presses a key that an open menu takes: no control hears of it. */
  void menuKey(int keysym) {
    input.key(keysym);
    ui.settle();
  }

  void shortcut(int keysym, int modifier) {
    gesture(SWT.KeyUp, 2, () -> input.shortcut(keysym, modifier));
  }

  /** Makes the control's shell the one that gets keys, also for the window manager. */
  void activate(Control control) {
    Shell shell = ui.ask(control::getShell);
    ui.run(shell::forceActive);
    bot.waitUntil("the shell is active", () -> ui.display().getActiveShell() == shell);
  }

  private void pointAt(Control control, Supplier<Rectangle> part) {
    activate(control);
    Point[] last = new Point[1];
    int[] same = new int[1];
    bot.waitUntil(
        control + " stands still under the pointer",
        () -> {
          Point target = middle(control, part.get());
          same[0] = target != null && target.equals(last[0]) ? same[0] + 1 : 0;
          last[0] = target;
          if (same[0] < LOOKS) {
            return false;
          }
          if (ui.display().getCursorLocation().equals(target)) {
            return true;
          }
          input.move(target.x, target.y);
          return false;
        });
  }

  private static Point middle(Control control, Rectangle part) {
    if (part == null || part.isEmpty() || !control.isVisible()) {
      return null;
    }
    int x = part.x + part.width / 2;
    int y = part.y + part.height / 2;
    if (control instanceof Text) {
      // Where a text is the toolkit takes from a window of the same parent, which may be another's.
      Point at = control.getLocation();
      return control.getParent().toDisplay(at.x + x, at.y + y);
    }
    return control.toDisplay(x, y);
  }

  private void gesture(int type, int count, Runnable events) {
    AtomicInteger arrived = new AtomicInteger();
    Listener counter = e -> arrived.incrementAndGet();
    ui.run(() -> ui.display().addFilter(type, counter));
    try {
      events.run();
      bot.waitUntil("the click or the keys have arrived", () -> arrived.get() >= count);
    } finally {
      ui.run(() -> ui.display().removeFilter(type, counter));
    }
    ui.settle();
  }
}

package dev.sluice.studio.tests.bot;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;

/** Real pointer and key events, over a connection of its own to the X server. */
final class Xtest {
  static final int CTRL = 0xffe3;
  static final int RETURN = 0xff0d;
  static final int HOME = 0xff50;
  static final int DOWN = 0xff54;
  static final int ESCAPE = 0xff1b;

  private static final int SHIFT = 0xffe1;
  private static final NativeLong NOW = new NativeLong(0);

  private final X11.Display display = X11.INSTANCE.XOpenDisplay(null);

  void move(int x, int y) {
    X11.XTest.INSTANCE.XTestFakeMotionEvent(display, -1, x, y, NOW);
    X11.INSTANCE.XSync(display, false);
  }

  /**
   * Presses and releases the left button so many times. The server gets and stamps all of it at
   * once: a double click does not depend on how fast this process is.
   */
  void click(int times) {
    for (int i = 0; i < times; i++) {
      X11.XTest.INSTANCE.XTestFakeButtonEvent(display, 1, true, NOW);
      X11.XTest.INSTANCE.XTestFakeButtonEvent(display, 1, false, NOW);
    }
    X11.INSTANCE.XSync(display, false);
  }

  /** Clicks the left button so many times while a modifier is held. */
  void click(int times, int modifier) {
    fake(code(modifier), true);
    click(times);
    fake(code(modifier), false);
    X11.INSTANCE.XSync(display, false);
  }

  /** Presses or releases the left button. */
  void button(boolean down) {
    X11.XTest.INSTANCE.XTestFakeButtonEvent(display, 1, down, NOW);
    X11.INSTANCE.XSync(display, false);
  }

  /** Presses and releases a key. */
  void key(int keysym) {
    press(code(keysym));
    X11.INSTANCE.XSync(display, false);
  }

  /** Types a text; in one go, so that no key is held long enough to repeat itself. */
  void type(String text) {
    for (char c : text.toCharArray()) {
      int keysym = c == '\n' ? RETURN : c;
      int code = code(keysym);
      boolean shift = symbol(code, 0) != keysym && symbol(code, 1) == keysym;
      if (shift) {
        fake(code(SHIFT), true);
      }
      press(code);
      if (shift) {
        fake(code(SHIFT), false);
      }
    }
    X11.INSTANCE.XSync(display, false);
  }

  /** Presses a key while a modifier is held. */
  void shortcut(int keysym, int modifier) {
    fake(code(modifier), true);
    press(code(keysym));
    fake(code(modifier), false);
    X11.INSTANCE.XSync(display, false);
  }

  private void press(int code) {
    fake(code, true);
    fake(code, false);
  }

  private void fake(int code, boolean down) {
    X11.XTest.INSTANCE.XTestFakeKeyEvent(display, code, down, NOW);
  }

  private int code(int keysym) {
    int code = X11.INSTANCE.XKeysymToKeycode(display, new X11.KeySym(keysym)) & 0xff;
    if (code == 0) {
      throw new IllegalArgumentException("no key has the symbol 0x" + Integer.toHexString(keysym));
    }
    return code;
  }

  private int symbol(int code, int level) {
    return X11.INSTANCE.XKeycodeToKeysym(display, (byte) code, level).intValue();
  }
}

package dev.sluice.studio.tests.bot;

import com.sun.jna.NativeLong;
import com.sun.jna.platform.unix.X11;

/** Real pointer and key events, over a connection of its own to the X server. */
final class Xtest {
  static final int SHIFT = 0xffe1;
  static final int CTRL = 0xffe3;
  static final int RETURN = 0xff0d;

  private static final NativeLong NOW = new NativeLong(0);

  private final X11.Display display = X11.INSTANCE.XOpenDisplay(null);

  void move(int x, int y) {
    X11.XTest.INSTANCE.XTestFakeMotionEvent(display, -1, x, y, NOW);
    X11.INSTANCE.XSync(display, false);
  }

  void button(int number, boolean down) {
    X11.XTest.INSTANCE.XTestFakeButtonEvent(display, number, down, NOW);
    X11.INSTANCE.XSync(display, false);
  }

  /** Presses and releases the key of this symbol, with shift where the keyboard has it there. */
  void key(int keysym) {
    int code = code(keysym);
    boolean shift = symbol(code, 0) != keysym && symbol(code, 1) == keysym;
    if (shift) {
      set(SHIFT, true);
    }
    press(code, true);
    press(code, false);
    if (shift) {
      set(SHIFT, false);
    }
  }

  /** Holds or lets go of a modifier. */
  void set(int keysym, boolean down) {
    press(code(keysym), down);
  }

  private void press(int code, boolean down) {
    X11.XTest.INSTANCE.XTestFakeKeyEvent(display, code, down, NOW);
    X11.INSTANCE.XSync(display, false);
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

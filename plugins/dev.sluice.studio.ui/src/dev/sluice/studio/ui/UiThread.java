package dev.sluice.studio.ui;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** The UI thread, for those who are not on it or must let it go on. Thread-safe. */
public final class UiThread implements Executor {
  private final Display display;

  /** The UI thread of this display. */
  UiThread(Display display) {
    this.display = display;
  }

  /** The UI thread that the caller is on. */
  public static UiThread current() {
    return new UiThread(Display.getCurrent());
  }

  /** Runs this on the UI thread, later and in order; drops it when the UI has gone. */
  @Override
  public void execute(Runnable task) {
    if (display.isDisposed()) {
      return;
    }
    try {
      display.asyncExec(
          () -> {
            if (!display.isDisposed()) {
              task.run();
            }
          });
    } catch (org.eclipse.swt.SWTException e) {
      // Disposed between the question and the call: Studio is closing, nobody waits for this.
      assert display.isDisposed() : e;
    }
  }

  /** Runs this on the UI thread after some time. Call on the UI thread. */
  public void later(int millis, Runnable task) {
    display.timerExec(millis, task);
  }

  /**
   * Runs this again and again, with pauses of so many milliseconds, for as long as the control is
   * there. Call on the UI thread.
   */
  public void repeat(int millis, Control whileThere, Runnable task) {
    later(
        millis,
        () -> {
          if (!whileThere.isDisposed()) {
            task.run();
            repeat(millis, whileThere, task);
          }
        });
  }

  /** As {@link #repeat}, but only at times when the control is on the screen. */
  public void repeatSeen(int millis, Control seen, Runnable task) {
    repeat(
        millis,
        seen,
        () -> {
          if (seen.isVisible()) {
            task.run();
          }
        });
  }

  /** What fonts, paths and pictures of the screen are made for. Call on the UI thread. */
  public Device device() {
    return display;
  }

  /** The pointer over what can be pressed or dragged. Call on the UI thread. */
  public Cursor hand() {
    return display.getSystemCursor(SWT.CURSOR_HAND);
  }

  /** Where the pointer is on the screen. Call on the UI thread. */
  public Point pointer() {
    return display.getCursorLocation();
  }

  /** Puts this text, which is not empty, on the clipboard. Call on the UI thread. */
  public void copy(String text) {
    Clipboard clipboard = new Clipboard(display);
    clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
    clipboard.dispose();
  }

  /** The text on the clipboard; empty when there is none. Call on the UI thread. */
  public String pasted() {
    Clipboard clipboard = new Clipboard(display);
    Object text = clipboard.getContents(TextTransfer.getInstance());
    clipboard.dispose();
    return text instanceof String found ? found : "";
  }

  /**
   * Lets the UI go on until the condition holds: for callers that the platform wants an answer from
   * before they return, while a job finds it. Call on the UI thread.
   */
  public void letGoOnUntil(BooleanSupplier condition) {
    while (!display.isDisposed() && !condition.getAsBoolean()) {
      if (!display.readAndDispatch()) {
        display.sleep();
      }
    }
  }
}

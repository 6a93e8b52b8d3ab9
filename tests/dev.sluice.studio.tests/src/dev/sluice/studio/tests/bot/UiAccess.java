package dev.sluice.studio.tests.bot;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.swt.widgets.Display;

/** The UI thread as seen from a test's thread: asks it, and waits for what it does. */
public final class UiAccess {
  /** Long, for busy machines: it is waited out only by a test that fails. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(20);

  private final Display display;

  UiAccess(Display display) {
    if (Display.getCurrent() != null) {
      throw new IllegalStateException("a test must not run on the UI thread");
    }
    this.display = display;
  }

  Display display() {
    return display;
  }

  /** Runs this on the UI thread and returns its answer; what it throws is thrown here. */
  public <T> T ask(Supplier<T> question) {
    AtomicReference<T> answer = new AtomicReference<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    display.syncExec(
        () -> {
          try {
            answer.set(question.get());
          } catch (RuntimeException | Error e) {
            thrown.set(e);
          }
        });
    if (thrown.get() != null) {
      throw new AssertionError("on the UI thread: " + thrown.get(), thrown.get());
    }
    return answer.get();
  }

  /** Runs this on the UI thread and waits until it has run. */
  public void run(Runnable task) {
    ask(
        () -> {
          task.run();
          return null;
        });
  }

  /** Runs this on the UI thread later: for what may open a dialog, which has its own event loop. */
  void later(Runnable task) {
    display.asyncExec(task);
    settle();
  }

  /**
   * Waits until what was queued on the UI thread before has begun, the events included that the X
   * server has for Studio: its answer to where the pointer is comes after them. It must not
   * dispatch events itself: a dialog that opened in it would hold it until it is closed.
   */
  public void settle() {
    display.syncExec(display::getCursorLocation);
    for (int round = 0; round < 3; round++) {
      display.syncExec(() -> {});
    }
  }

  /** Waits until the condition, asked on the UI thread, holds; false when it does not in time. */
  boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      if (ask(condition::getAsBoolean)) {
        return true;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return false;
  }
}

package dev.sluice.studio.tests.bot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.eclipse.swt.widgets.Display;

/**
 * Watches how long the UI thread is at one thing, in processor time of its own: what else the
 * machine does is no fault of it. A timer, which is served in turn with what the user does, marks
 * its time again and again; what the thread used between two marks it used without a look at the
 * user.
 */
public final class UiWatch implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Display display;
  private volatile boolean closed;
  private long last = -1;
  private volatile long longest;
  private volatile int marks;

  UiWatch(Display display) {
    this.display = display;
    display.asyncExec(this::mark);
  }

  /** Runs on the UI thread. */
  private void mark() {
    long now = THREADS.getCurrentThreadCpuTime();
    if (last >= 0) {
      longest = Math.max(longest, now - last);
    }
    last = now;
    marks++;
    if (!closed) {
      display.timerExec(1, this::mark);
    }
  }

  /** The most that it used between two marks, in milliseconds. */
  public double longestMillis() {
    return longest / 1e6;
  }

  /** How often it looked. */
  public int marks() {
    return marks;
  }

  @Override
  public void close() {
    closed = true;
  }
}

package dev.sluice.studio.tests.bot;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Semaphore;
import org.eclipse.swt.widgets.Display;

/**
 * Watches how long the UI thread is at one thing, in processor time of its own: what else the
 * machine does is no fault of it. A mark is handed to it again and again; what it used between two
 * of them it used without a look at anything else.
 */
public final class UiWatch implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Display display;
  private final Thread thread;
  private final Semaphore passed = new Semaphore(0);
  private volatile boolean closed;
  private long last = -1;
  private volatile long longest;

  UiWatch(Display display) {
    this.display = display;
    thread = new Thread(this::run, "UI watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        display.asyncExec(this::mark);
        passed.acquire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs on the UI thread. */
  private void mark() {
    long now = THREADS.getCurrentThreadCpuTime();
    if (last >= 0) {
      longest = Math.max(longest, now - last);
    }
    last = now;
    passed.release();
  }

  /** The most that it used between two marks, in milliseconds. */
  public double longestMillis() {
    return longest / 1e6;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

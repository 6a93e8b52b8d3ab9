package dev.sluice.studio.tests.bot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.widgets.Display;

/**
 * Looks again and again at what the UI thread is at. A timer on that thread, which is served in
 * turn with what the user does, marks its processor time: what it used between two marks it used
 * without a look at the user, and what else the machine does is no fault of it. Thread-safe.
 */
public final class UiSampler implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MARK_MILLIS = 10;
  private static final int LOOK_MILLIS = 20;
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int REPORTED = 30;
  private static final int FRAMES = 40;

  private final Display display;
  private final Path report;
  private final Thread thread;
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
  private final Set<String> waits = new LinkedHashSet<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private String test = "";
  private long last;
  private long marks;
  private long looks;
  private String seen = "";
  private String waiting = "";

  /**
   * What the thread did between two marks.
   *
   * @param stack when it was at it for long already; empty where nobody looked
   */
  private record Stretch(long nanos, String test, String stack) {}

  /** Begins to look; the report is written anew after each test. */
  public UiSampler(Display display, Path report) {
    this.display = display;
    this.report = report;
    this.thread = display.getThread();
    display.asyncExec(this::mark);
    looking.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What follows belongs to a test. */
  public synchronized void begin(String name) {
    test = name;
    waits.clear();
  }

  /** For what Studio's own code waited on the UI thread since then, with where. */
  public synchronized List<String> end() {
    write();
    return List.copyOf(waits);
  }

  /** Runs on the UI thread. */
  private void mark() {
    long now = THREADS.getCurrentThreadCpuTime();
    synchronized (this) {
      if (marks > 0 && now - last >= LONG_NANOS) {
        stretches.add(new Stretch(now - last, test, seen));
        stretches.sort(Comparator.comparingLong(Stretch::nanos).reversed());
        if (stretches.size() > REPORTED) {
          stretches.remove(REPORTED);
        }
      }
      last = now;
      seen = "";
      marks++;
    }
    display.timerExec(MARK_MILLIS, this::mark);
  }

  private void look() {
    StackTraceElement[] stack = thread.getStackTrace();
    long now = THREADS.getThreadCpuTime(thread.getId());
    synchronized (this) {
      looks++;
      String wait = Waits.isOurs(stack) ? text(stack) : "";
      // A lock that is free a moment later is no wait: it has to be seen twice, at the same place.
      if (!wait.isEmpty() && wait.equals(waiting)) {
        waits.add(wait);
      }
      waiting = wait;
      if (now - last >= LONG_NANOS / 2) {
        seen = text(stack);
      }
    }
  }

  private static String text(StackTraceElement[] stack) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
      text.append("    ").append(stack[i]).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private void write() {
    StringBuilder text = new StringBuilder("# The UI thread at one thing\n\n");
    text.append("Processor time of its own without a look at the user, the longest first; ")
        .append(marks + " marks, " + looks + " looks.\n\n");
    for (Stretch stretch : stretches) {
      text.append("- **" + stretch.nanos() / 1_000_000 + " ms** " + stretch.test() + "\n\n")
          .append(stretch.stack())
          .append('\n');
    }
    try {
      Files.createDirectories(report.getParent());
      Files.writeString(report, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

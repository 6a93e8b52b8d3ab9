package dev.sluice.studio.core.project;

import java.time.Clock;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What deploying and building said, line by line with time and project: the end of it. Confined to
 * the UI thread.
 */
public final class ProjectConsole {
  /** What is kept, in characters. */
  public static final int MOST_CHARS = 1 << 20;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final Clock clock;
  private final StringBuilder text = new StringBuilder();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Who shows it. */
  public interface Listener {
    /** Text was added at the end, with its line ends. */
    void added(String more);

    /** All is gone. */
    void cleared();
  }

  ProjectConsole(Clock clock) {
    this.clock = clock;
  }

  /** Adds a listener. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Removes a listener. */
  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** What was said so far. */
  public String text() {
    return text.toString();
  }

  /** Forgets what was said. */
  public void clear() {
    text.setLength(0);
    listeners.forEach(Listener::cleared);
  }

  void say(Project project, String line) {
    String more = TIME.format(LocalTime.now(clock)) + "  " + project.name() + "  " + line + "\n";
    text.append(more);
    int over = text.length() - MOST_CHARS;
    if (over > 0) {
      int end = text.indexOf("\n", over);
      text.delete(0, end < 0 ? over : end + 1);
    }
    listeners.forEach(listener -> listener.added(more));
  }
}

package dev.sluice.javahost;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * The JDK's logging, with its levels. The JDK makes one by its name when the function begins to
 * log. Thread-safe.
 */
public final class LevelHandler extends Handler {
  /** For the JDK. */
  public LevelHandler() {
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord record) {
    if (!isLoggable(record)) {
      return;
    }
    String text = getFormatter().formatMessage(record);
    if (record.getThrown() != null) {
      text += "\n" + Failures.trace(record.getThrown());
    }
    Main.OUTPUT.lines('E', letter(record.getLevel().intValue()), text);
  }

  private static char letter(int level) {
    if (level < Level.CONFIG.intValue()) {
      return 'D';
    }
    if (level < Level.WARNING.intValue()) {
      return 'I';
    }
    return level < Level.SEVERE.intValue() ? 'W' : 'E';
  }

  @Override
  public void flush() {
    Main.OUTPUT.flush();
  }

  @Override
  public void close() {
    flush();
  }
}

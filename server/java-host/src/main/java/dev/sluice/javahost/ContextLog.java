package dev.sluice.javahost;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The context's log, as the JDK's own interface of logs: to load nothing of {@code
 * java.util.logging} costs a cold start nothing. Thread-safe.
 */
final class ContextLog implements System.Logger {
  private final Output output;

  ContextLog(Output output) {
    this.output = output;
  }

  @Override
  public String getName() {
    return "context";
  }

  @Override
  public boolean isLoggable(Level level) {
    return level != Level.OFF;
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String message,
      @Nullable Throwable thrown) {
    String text = text(bundle, message);
    say(level, thrown == null ? text : text + "\n" + Failures.trace(thrown));
  }

  @Override
  public void log(
      Level level,
      @Nullable ResourceBundle bundle,
      @Nullable String format,
      @Nullable Object @Nullable ... parameters) {
    String text = text(bundle, format);
    say(
        level,
        parameters == null || parameters.length == 0
            ? text
            : MessageFormat.format(text, parameters));
  }

  private static String text(@Nullable ResourceBundle bundle, @Nullable String key) {
    String text = String.valueOf(key);
    return bundle != null && bundle.containsKey(text) ? bundle.getString(text) : text;
  }

  private void say(Level level, String text) {
    if (isLoggable(level)) {
      output.lines(
          'O',
          switch (level) {
            case ALL, TRACE, DEBUG -> 'D';
            case WARNING -> 'W';
            case ERROR -> 'E';
            default -> 'I';
          },
          text);
    }
  }
}

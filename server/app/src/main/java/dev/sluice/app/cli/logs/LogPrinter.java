package dev.sluice.app.cli.logs;

import dev.sluice.api.LogLine;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Prints log lines for people, levels in colours on a terminal, or as JSON lines. As thread-safe as
 * its console.
 *
 * @param json whether each line is printed as the API's JSON
 * @param named whether the name of whose line it is is printed too
 * @param wide whether version and invocation or execution are printed too
 */
public record LogPrinter(Console console, ZoneId zone, boolean json, boolean named, boolean wide) {
  private static final String RESET = "\u001b[0m";

  /** Prints one line. */
  public void print(LogLine line) {
    if (json) {
      console.println(Json.line(line));
      return;
    }
    StringBuilder text = new StringBuilder(Words.timeMillis(line.time(), zone)).append("  ");
    text.append(level(line.level())).append("  ");
    if (named) {
      text.append(line.owner()).append("  ");
    }
    if (wide) {
      text.append(line.version()).append("  ").append(line.about()).append("  ");
    }
    console.println(text.append(line.text()).toString());
  }

  private String level(String level) {
    String word = String.format(Locale.ROOT, "%-5s", level);
    if (!console.outColours()) {
      return word;
    }
    String colour =
        switch (level) {
          case "debug" -> "\u001b[2m";
          case "info" -> "\u001b[32m";
          case "warn" -> "\u001b[33m";
          case "error" -> "\u001b[31m";
          default -> "";
        };
    return colour + word + (colour.isEmpty() ? "" : RESET);
  }
}

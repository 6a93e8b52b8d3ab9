package dev.sluice.app.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one thing: names on the left, values on the right. Not thread-safe. */
public final class Facts {
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Adds a line; a blank value shows as {@code -}. */
  public Facts put(String name, String value) {
    String line = Words.oneLine(value);
    facts.put(name, line.isEmpty() ? "-" : line);
    return this;
  }

  /** The lines, each with its line end. */
  public String render() {
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder();
    facts.forEach(
        (name, value) ->
            text.append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(value)
                .append('\n'));
    return text.toString();
  }
}

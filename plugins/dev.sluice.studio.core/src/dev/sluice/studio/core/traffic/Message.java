package dev.sluice.studio.core.traffic;

import dev.sluice.api.LogLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Log lines that say the same, but for numbers and ids.
 *
 * @param count how often it was said
 * @param level the level of the newest
 * @param text the newest as it was written
 */
public record Message(long count, String level, String text) {
  /** Ids are words of hexadecimal digits, some of which are digits. */
  private static final Pattern CHANGING =
      Pattern.compile("\\b(?=[0-9a-fA-F-]*[0-9])[0-9a-fA-F-]{8,}\\b|[0-9]+(?:[.,:][0-9]+)*");

  /** What is said in the first lines and not in the second, the most frequent first. */
  public static List<Message> only(List<LogLine> in, List<LogLine> notIn) {
    Set<String> known = notIn.stream().map(Message::form).collect(Collectors.toSet());
    Map<String, Message> said = new LinkedHashMap<>();
    for (LogLine line : in) {
      String form = form(line);
      if (!known.contains(form)) {
        Message before = said.get(form);
        said.put(
            form, new Message(before == null ? 1 : before.count + 1, line.level(), line.text()));
      }
    }
    List<Message> all = new ArrayList<>(said.values());
    all.sort(Comparator.comparingLong(Message::count).reversed());
    return all;
  }

  /** What stays the same when it is said again. */
  static String form(LogLine line) {
    return CHANGING.matcher(line.text()).replaceAll("#").strip();
  }
}

package dev.sluice.core.build;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest lines of a log, as many as fit. Thread-safe. */
final class BuildLog {
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final int mostChars;
  private long firstLine = 1;
  private int chars;

  BuildLog(int mostChars) {
    this.mostChars = mostChars;
  }

  /** Adds a line; returns its number. */
  synchronized long add(String line) {
    String kept = line.length() < mostChars ? line : line.substring(0, mostChars - 1);
    lines.add(kept);
    chars += kept.length() + 1;
    while (chars > mostChars) {
      chars -= lines.remove().length() + 1;
      firstLine++;
    }
    return firstLine + lines.size() - 1;
  }

  /** All that is kept. */
  synchronized BuildStore.StoredLog stored() {
    StringBuilder text = new StringBuilder(chars);
    lines.forEach(line -> text.append(line).append('\n'));
    return new BuildStore.StoredLog(text.toString(), firstLine);
  }

  /** The last lines, at most so many with so many chars. */
  synchronized String tail(int mostLines, int most) {
    List<String> tail = new ArrayList<>();
    int length = 0;
    for (var each = lines.descendingIterator(); each.hasNext() && tail.size() < mostLines; ) {
      String line = each.next();
      length += line.length() + 1;
      if (length > most) {
        break;
      }
      tail.add(0, line);
    }
    return String.join("\n", tail);
  }
}

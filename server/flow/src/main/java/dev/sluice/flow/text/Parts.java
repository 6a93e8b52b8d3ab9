package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.List;

/** What the lines of a block belong to. Not thread-safe. */
final class Parts {
  private final Document document;
  private final Lines lines;
  private final List<Part> parts = new ArrayList<>();

  /** No comment above this offset is looked at. */
  private int before = -1;

  private Parts(Document document) {
    this.document = document;
    this.lines = document.lines();
  }

  /** The entries of a map that is in no braces. */
  static List<Part> of(Document document, MapNode map) {
    Parts found = new Parts(document);
    if (map == document.root()) {
      // What stands above the first key is about the file.
      found.before = map.span().start();
    }
    map.entries().forEach(entry -> found.add(entry.key().from(), entry.value()));
    return found.parts;
  }

  /** The items of a list that is in no brackets. */
  static List<Part> of(Document document, ListNode list) {
    Parts found = new Parts(document);
    int at = list.span().start();
    for (Node item : list.items()) {
      int dash = TextScan.skipBlank(document.text(), at);
      found.add(dash, item);
      at = Math.max(dash + 1, item.span().end());
    }
    return found.parts;
  }

  private void add(int own, Node value) {
    String text = document.text();
    int line = lines.start(own);
    String prefix = text.substring(line, own);
    if (prefix.stripTrailing().endsWith("?")) {
      throw new IllegalArgumentException("A key after a question mark is edited as text");
    }
    int start = own;
    while (prefix.isBlank() && line > 0 && lines.start(line - 1) > before) {
      int above = lines.start(line - 1);
      int comment = above + prefix.length();
      if (!text.startsWith(prefix + "#", above)) {
        break;
      }
      start = comment;
      line = above;
    }
    parts.add(new Part(start, own, end(own, value), !prefix.isBlank()));
    before = Math.max(own, value.span().end());
  }

  private int end(int own, Node value) {
    int end = lines.next(Math.max(own, value.span().end()));
    while (keepsLineEnds(value)
        && end < document.text().length()
        && document.text(new Span(end, lines.end(end))).isBlank()) {
      end = lines.next(end);
    }
    return end;
  }

  /** Whether it ends with a block scalar to which blank lines after it belong. */
  private boolean keepsLineEnds(Node value) {
    Node last = value;
    while (true) {
      if (last instanceof MapNode map && !map.flow()) {
        last = map.entries().get(map.entries().size() - 1).value();
      } else if (last instanceof ListNode list && !list.flow()) {
        last = list.items().get(list.items().size() - 1);
      } else {
        break;
      }
    }
    if (last instanceof ScalarNode scalar
        && (scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED)) {
      int start = scalar.span().start();
      String header = document.text(new Span(start, lines.end(start))).split("\\s", 2)[0];
      return header.contains("+");
    }
    return false;
  }
}

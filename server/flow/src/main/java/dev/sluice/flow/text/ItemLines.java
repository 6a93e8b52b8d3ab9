package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item of a list, or an entry of a map, as people wrote it, with its comments, to be put
 * elsewhere as it is. Immutable.
 */
public final class ItemLines {
  private final Document document;
  private final List<Part> parts;

  /** Of a list of the document's tree. */
  public ItemLines(Document document, ListNode list) {
    this.document = document;
    this.parts = list.flow() ? List.of() : Parts.of(document, list);
  }

  /** Of a map of the document's tree. */
  public ItemLines(Document document, MapNode map) {
    this.document = document;
    this.parts = map.flow() ? List.of() : Parts.of(document, map);
  }

  /**
   * The lines of a part, with the comments right above it, moved to the left edge; empty where it
   * has no lines of its own, as in brackets.
   */
  public Optional<List<String>> get(int index) {
    Optional<Part> part = part(index);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    int start = document.lines().start(part.get().start());
    int column = part.get().own() - document.lines().start(part.get().own());
    List<String> lines = new ArrayList<>();
    for (String line : document.text(new Span(start, part.get().end())).lines().toList()) {
      int spaces = line.length() - line.stripLeading().length();
      lines.add(line.substring(Math.min(spaces, column)));
    }
    return Optional.of(lines);
  }

  /**
   * Puts lines in place of a part; none where it has no lines of its own.
   *
   * @param lines as {@link #get} gives them
   */
  public List<TextEdit> replace(int index, List<String> lines) {
    Optional<Part> part = part(index);
    if (part.isEmpty()) {
      return List.of();
    }
    int start = document.lines().start(part.get().start());
    String indent = BlockEdits.indent(document, part.get().own());
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(line.isBlank() ? line : indent + line).append(document.lineEnd());
    }
    return List.of(new TextEdit(new Span(start, part.get().end()), text.toString()));
  }

  private Optional<Part> part(int index) {
    return parts.isEmpty() || parts.get(index).inline()
        ? Optional.empty()
        : Optional.of(parts.get(index));
  }
}

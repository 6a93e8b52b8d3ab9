package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An item of a list as people wrote it, with its comments, to be put elsewhere as it is. Immutable.
 */
public final class ItemLines {
  private final Document document;
  private final ListNode list;

  /** Of a list of the document's tree. */
  public ItemLines(Document document, ListNode list) {
    this.document = document;
    this.list = list;
  }

  /**
   * The lines of an item, with the comments right above it, moved to the left edge; empty where it
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
   * Puts lines in place of an item; none where it has no lines of its own.
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
    if (list.flow()) {
      return Optional.empty();
    }
    Part part = Parts.of(document, list).get(index);
    return part.inline() ? Optional.empty() : Optional.of(part);
  }
}

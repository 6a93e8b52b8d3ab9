package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Edits of blocks, whose parts have lines of their own. Immutable. */
final class BlockEdits {
  private final Document document;
  private final Lines lines;

  BlockEdits(Document document) {
    this.document = document;
    this.lines = document.lines();
  }

  /** What stands before an offset on its line, as an indent: other things count as spaces. */
  static String indent(Document document, int offset) {
    String text = document.text();
    String prefix = text.substring(document.lines().start(offset), offset);
    return prefix.isBlank() ? prefix : " ".repeat(prefix.length());
  }

  /**
   * Puts in a part.
   *
   * @param part makes its text for its indent
   */
  List<TextEdit> insert(List<Part> parts, int index, UnaryOperator<String> part) {
    String indent = indent(document, parts.get(0).own());
    String text = part.apply(indent);
    String lineEnd = document.lineEnd();
    if (index < parts.size()) {
      return List.of(TextEdit.insert(parts.get(index).start(), text + lineEnd + indent));
    }
    int end = parts.get(parts.size() - 1).end();
    boolean ended = lines.end(Math.max(0, end - 1)) < end;
    // The last line of a block scalar is one only with its line end.
    boolean needsEnd = ended || text.contains(lineEnd);
    String added = (ended ? "" : lineEnd) + indent + text + (needsEnd ? lineEnd : "");
    return List.of(TextEdit.insert(end, added));
  }

  /** Takes out a part that is not the only one. */
  List<TextEdit> remove(List<Part> parts, int index) {
    Part own = parts.get(index);
    if (own.inline()) {
      return List.of(new TextEdit(new Span(own.own(), parts.get(index + 1).start()), ""));
    }
    return List.of(new TextEdit(new Span(lines.start(own.start()), own.end()), ""));
  }

  /** Exchanges the text of parts; what stands between them stays. */
  List<TextEdit> reorder(List<Part> parts, List<Integer> order) {
    List<TextEdit> edits = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (order.get(i) != i) {
        Span place = content(parts.get(i));
        String text = document.text(content(parts.get(order.get(i))));
        // The last line of a block scalar is one only with its line end.
        boolean last = place.end() == document.text().length();
        boolean needsEnd = last && text.contains(document.lineEnd());
        edits.add(new TextEdit(place, needsEnd ? text + document.lineEnd() : text));
      }
    }
    return edits;
  }

  /** From its first comment to the end of its last line, without the line end. */
  private Span content(Part part) {
    int last = Math.max(part.own(), part.end() - 1);
    return new Span(part.start(), Math.max(part.own(), Math.min(part.end(), lines.end(last))));
  }
}

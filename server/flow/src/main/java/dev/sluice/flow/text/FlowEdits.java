package dev.sluice.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Edits in braces and brackets, where commas stand between the parts. Immutable. */
final class FlowEdits {
  private final Document document;
  private final ValueText values;

  FlowEdits(Document document) {
    this.document = document;
    this.values = new ValueText(document.syntax(), document.lineEnd());
  }

  /**
   * Puts in a part.
   *
   * @param part makes its text for the indent of its first line
   */
  List<TextEdit> insert(Span whole, List<Span> parts, int index, UnaryOperator<String> part) {
    String indent = BlockEdits.indent(document, whole.start());
    if (parts.isEmpty()) {
      boolean json = document.syntax() == Syntax.JSON;
      String open = document.text().substring(whole.start(), whole.start() + 1);
      String close = document.text().substring(whole.end() - 1, whole.end());
      String end = document.lineEnd();
      String inner = indent + "  ";
      String text = json ? end + inner + part.apply(inner) + end + indent : part.apply(indent);
      return List.of(new TextEdit(whole, open + text + close));
    }
    boolean spread = isSpread(whole);
    String own = spread ? BlockEdits.indent(document, parts.get(0).start()) : indent;
    String gap = spread ? "," + document.lineEnd() + own : ", ";
    String text = part.apply(own);
    return index < parts.size()
        ? List.of(TextEdit.insert(parts.get(index).start(), text + gap))
        : List.of(TextEdit.insert(parts.get(parts.size() - 1).end(), gap + text));
  }

  List<TextEdit> remove(List<Span> parts, int index) {
    Span own = parts.get(index);
    if (index + 1 < parts.size()) {
      return List.of(new TextEdit(new Span(own.start(), parts.get(index + 1).start()), ""));
    }
    int start = index == 0 ? own.start() : parts.get(index - 1).end();
    return List.of(new TextEdit(new Span(start, own.end()), ""));
  }

  List<TextEdit> reorder(List<Span> parts, List<Integer> order) {
    List<TextEdit> edits = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (order.get(i) != i) {
        edits.add(new TextEdit(parts.get(i), document.text(parts.get(order.get(i)))));
      }
    }
    return edits;
  }

  /** A value in a map or list like this one: on lines of its own where its neighbours are. */
  String value(JsonNode value, Span whole, String indent) {
    boolean spread = document.syntax() == Syntax.JSON && (isSpread(whole) || isEmpty(whole));
    return spread ? values.spread(value, indent) : values.inline(value);
  }

  private boolean isEmpty(Span whole) {
    return document.text(whole).substring(1, whole.length() - 1).isBlank();
  }

  private boolean isSpread(Span whole) {
    String inner = document.text(whole).substring(1);
    String space = inner.substring(0, inner.length() - inner.stripLeading().length());
    return space.indexOf('\n') >= 0 || space.indexOf('\r') >= 0;
  }
}

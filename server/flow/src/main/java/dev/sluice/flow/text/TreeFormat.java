package dev.sluice.flow.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a document with even indents, two spaces a level, and the keys of its blocks in another
 * order. Comments go with what they stand above; scalars, braces and brackets stay as they are
 * written, but those of JSON get a line for each part. Not thread-safe.
 */
public final class TreeFormat {
  private static final int STEP = 2;

  private final Document document;
  private final Lines lines;
  private final Function<MapNode, List<String>> order;

  private TreeFormat(Document document, Function<MapNode, List<String>> order) {
    this.document = document;
    this.lines = document.lines();
    this.order = order;
  }

  /**
   * The formatted text.
   *
   * @param order the keys of a map that come first, in this order; none keeps it as it is
   */
  public static String format(Document document, Function<MapNode, List<String>> order) {
    TreeFormat format = new TreeFormat(document, order);
    Node root = document.root();
    if (document.syntax() == Syntax.JSON) {
      return format.json(root, "") + document.lineEnd();
    }
    return isBlock(root) ? format.root(root) : document.text();
  }

  private String root(Node root) {
    List<Part> parts = parts(root);
    if (parts.get(0).inline()) {
      return document.text();
    }
    int start = lines.start(parts.get(0).own());
    String end = document.lineEnd();
    String before = document.text().substring(0, start);
    String after = document.text().substring(parts.get(parts.size() - 1).end());
    return before + String.join(end, block(root, parts, 0, start)) + end + after;
  }

  /**
   * The lines of a block.
   *
   * @param from where what stands before its first part starts
   */
  private List<String> block(Node node, List<Part> parts, int indent, int from) {
    List<String> result = new ArrayList<>();
    for (int index : sequence(node, parts.size())) {
      Part part = parts.get(index);
      int before = index == 0 ? from : parts.get(index - 1).end();
      int start = part.inline() ? before : lines.start(part.start());
      notes(document.text().substring(Math.min(before, start), start), indent, result);
      int comments = Math.max(part.start(), lines.start(part.own()));
      notes(document.text().substring(part.start(), comments), indent, result);
      if (node instanceof MapNode map) {
        result.addAll(part(map.entries().get(index).value(), part, indent));
      } else if (node instanceof ListNode list) {
        result.addAll(part(list.items().get(index), part, indent));
      }
    }
    return result;
  }

  private List<Integer> sequence(Node node, int size) {
    List<Integer> sequence = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sequence.add(i);
    }
    if (node instanceof MapNode map) {
      List<String> first = order.apply(map);
      sequence.sort(Comparator.comparingInt(i -> rank(first, map.entries().get(i).name())));
    }
    return sequence;
  }

  private static int rank(List<String> first, String key) {
    int rank = first.indexOf(key);
    return rank < 0 ? first.size() : rank;
  }

  /** Comments, and one blank line where there are some. */
  private static void notes(String text, int indent, List<String> result) {
    text.lines()
        .map(String::strip)
        .forEach(
            line -> {
              boolean again = result.isEmpty() || result.get(result.size() - 1).isEmpty();
              if (line.startsWith("#")) {
                result.add(" ".repeat(indent) + line);
              } else if (!again) {
                result.add("");
              }
            });
  }

  /** The lines of an entry, or of an item with its dash. */
  private List<String> part(Node value, Part part, int indent) {
    if (!isBlock(value)) {
      return shifted(part, indent);
    }
    List<Part> inner = parts(value);
    boolean sameLine = inner.get(0).own() < lines.end(part.own());
    if (!sameLine) {
      String head = document.text(new Span(part.own(), lines.end(part.own()))).stripTrailing();
      List<String> result = new ArrayList<>(List.of(" ".repeat(indent) + head));
      result.addAll(block(value, inner, indent + STEP, lines.next(part.own())));
      return result;
    }
    if (value.from() != value.span().start()) {
      return shifted(part, indent);
    }
    List<String> result = block(value, inner, indent + STEP, part.own() + 1);
    result.set(0, " ".repeat(indent) + "- " + result.get(0).substring(indent + STEP));
    return result;
  }

  /** The lines as they are, moved to another indent. */
  private List<String> shifted(Part part, int indent) {
    int own = part.own();
    String text = document.text().substring(own, part.end());
    int column = own - lines.start(own);
    List<String> result = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (result.isEmpty()) {
        result.add(" ".repeat(indent) + line);
      } else if (line.isBlank() || indent >= column) {
        result.add(line.isBlank() ? line : " ".repeat(indent - column) + line);
      } else {
        int spaces = line.length() - line.stripLeading().length();
        result.add(line.substring(Math.min(spaces, column - indent)));
      }
    }
    return result;
  }

  private String json(Node node, String indent) {
    String inner = indent + " ".repeat(STEP);
    List<String> parts = new ArrayList<>();
    if (node instanceof MapNode map) {
      for (int index : sequence(map, map.entries().size())) {
        Entry entry = map.entries().get(index);
        parts.add(document.text(entry.key().span()) + ": " + json(entry.value(), inner));
      }
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> parts.add(json(item, inner)));
    } else {
      return document.text(node.span());
    }
    String open = node instanceof MapNode ? "{" : "[";
    String close = node instanceof MapNode ? "}" : "]";
    String end = document.lineEnd();
    return parts.isEmpty()
        ? open + close
        : open + end + inner + String.join("," + end + inner, parts) + end + indent + close;
  }

  private List<Part> parts(Node node) {
    return node instanceof MapNode map
        ? Parts.of(document, map)
        : Parts.of(document, (ListNode) node);
  }

  private static boolean isBlock(Node node) {
    return (node instanceof MapNode map && !map.flow())
        || (node instanceof ListNode list && !list.flow());
  }
}

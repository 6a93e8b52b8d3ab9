package dev.sluice.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/** Values as text that reads back as the same. Immutable. */
final class ValueText {
  private static final CoreScalarResolver RESOLVER = new CoreScalarResolver(false);
  private static final int STEP = 2;

  private final Syntax syntax;
  private final String lineEnd;

  ValueText(Syntax syntax, String lineEnd) {
    this.syntax = syntax;
    this.lineEnd = lineEnd;
  }

  /** A key, without its colon. */
  String key(String name) {
    return syntax == Syntax.JSON ? quoted(name) : text(name, ScalarStyle.PLAIN, true);
  }

  /** On one line, for braces, brackets and after colons. */
  String inline(JsonNode value) {
    if (value.isObject()) {
      List<String> entries = new ArrayList<>();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        entries.add(key(entry.getKey()) + ": " + inline(entry.getValue()));
      }
      return "{" + String.join(", ", entries) + "}";
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(inline(item)));
      return "[" + String.join(", ", items) + "]";
    }
    return scalar(value, ScalarStyle.PLAIN, true);
  }

  /** In braces and brackets over several lines, each part on its own. */
  String spread(JsonNode value, String indent) {
    if (value.isEmpty()) {
      return inline(value);
    }
    String inner = indent + " ".repeat(STEP);
    List<String> parts = new ArrayList<>();
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        parts.add(inner + key(entry.getKey()) + ": " + spread(entry.getValue(), inner));
      }
    } else {
      value.forEach(item -> parts.add(inner + spread(item, inner)));
    }
    String all = String.join("," + lineEnd, parts) + lineEnd + indent;
    return value.isObject() ? "{" + lineEnd + all + "}" : "[" + lineEnd + all + "]";
  }

  /** An entry of a block: its first line without indent, and without a line end at its end. */
  String entry(String name, JsonNode value, String indent) {
    return key(name) + ":" + after(value, indent);
  }

  /** What stands after a colon. */
  String after(JsonNode value, String indent) {
    if (value.isContainerNode() && !value.isEmpty()) {
      String inner = indent + " ".repeat(STEP);
      return lineEnd + inner + block(value, inner);
    }
    return " " + leaf(value, indent);
  }

  /** An item of a block: its first line without indent, and without a line end at its end. */
  String item(JsonNode value, String indent) {
    return "- " + block(value, indent + " ".repeat(STEP));
  }

  private String block(JsonNode value, String indent) {
    List<String> parts = new ArrayList<>();
    if (value.isObject() && !value.isEmpty()) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        parts.add(entry(entry.getKey(), entry.getValue(), indent));
      }
    } else if (value.isArray() && !value.isEmpty()) {
      value.forEach(item -> parts.add(item(item, indent)));
    } else {
      return leaf(value, indent.substring(Math.min(STEP, indent.length())));
    }
    return String.join(lineEnd + indent, parts);
  }

  private String leaf(JsonNode value, String indent) {
    if (!value.isTextual() || !isLiteral(value.textValue())) {
      return value.isContainerNode() ? inline(value) : scalar(value, ScalarStyle.PLAIN, false);
    }
    String text = value.textValue();
    boolean ended = text.endsWith("\n");
    StringBuilder lines = new StringBuilder(ended ? "|" : "|-");
    for (String line : (ended ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
      lines.append(lineEnd);
      if (!line.isEmpty()) {
        lines.append(indent).append(" ".repeat(STEP)).append(line);
      }
    }
    return lines.toString();
  }

  /**
   * A value without parts.
   *
   * @param style how texts are quoted where it can hold them
   * @param flow whether it stands in braces or brackets, or may
   */
  String scalar(JsonNode value, ScalarStyle style, boolean flow) {
    if (!value.isTextual()) {
      return value.toString();
    }
    return syntax == Syntax.JSON ? quoted(value.textValue()) : text(value.textValue(), style, flow);
  }

  private static String text(String text, ScalarStyle style, boolean flow) {
    if (style == ScalarStyle.PLAIN && isPlain(text, flow)) {
      return text;
    }
    boolean oneLine = text.indexOf('\n') < 0 && isPrintable(text);
    return style == ScalarStyle.DOUBLE_QUOTED || !oneLine
        ? quoted(text)
        : "'" + text.replace("'", "''") + "'";
  }

  private static String quoted(String text) {
    StringBuilder result = new StringBuilder();
    // Jackson leaves these as they are, and YAML's quotes don't take them.
    TextNode.valueOf(text)
        .toString()
        .codePoints()
        .forEach(
            c -> {
              if (isPrintable(c)) {
                result.appendCodePoint(c);
              } else {
                result.append(String.format("\\u%04x", c));
              }
            });
    return result.toString();
  }

  private static boolean isPlain(String text, boolean flow) {
    if (text.isEmpty()
        || !isPrintable(text)
        || text.contains("\n")
        || text.contains("\t")
        || !text.equals(text.strip())
        || text.contains(": ")
        || text.contains(" #")
        || text.endsWith(":")
        || text.startsWith("---")
        || text.startsWith("...")) {
      return false;
    }
    char first = text.charAt(0);
    boolean indicator = "-?:,[]{}#&*!|>'\"%@`".indexOf(first) >= 0;
    boolean flowed = flow && text.chars().anyMatch(c -> ",[]{}:".indexOf(c) >= 0);
    return !indicator && !flowed && RESOLVER.resolve(text, true).equals(Tag.STR);
  }

  private static boolean isLiteral(String text) {
    return text.indexOf('\n') > 0
        && !text.startsWith(" ")
        && !text.endsWith("\n\n")
        && isPrintable(text)
        && text.lines().noneMatch(line -> line.endsWith(" ") || line.contains("\t"));
  }

  private static boolean isPrintable(String text) {
    return text.codePoints().allMatch(ValueText::isPrintable);
  }

  private static boolean isPrintable(int c) {
    boolean ascii = c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f);
    boolean lineEnd = c == 0x2028 || c == 0x2029;
    boolean beyond = (c >= 0xa0 && c < 0xd800) || (c >= 0xe000 && c < 0xfeff) || c >= 0x10000;
    return ascii || (beyond && !lineEnd);
  }
}

package dev.sluice.core.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text with expressions like {@code {event.data.user}}; double braces are braces of the text.
 * Immutable.
 */
final class Template {
  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A piece of text, or a path. */
  private record Part(@Nullable String text, @Nullable DataPath path) {}

  /** What is wrong with a template, and where. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param position from 1
     */
    SyntaxException(int position, String message) {
      super("position " + position + ": " + message);
    }
  }

  /** A value that an expression asks for and that is not there. */
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String path;

    MissingException(String path) {
      super(path);
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  /**
   * Reads one.
   *
   * @param roots what paths may begin with
   */
  static Template parse(String text, List<String> roots) throws SyntaxException {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '{' || c == '}') && at + 1 < text.length() && text.charAt(at + 1) == c) {
        plain.append(c);
        at += 2;
      } else if (c == '}') {
        throw new SyntaxException(at + 1, "there is no '{' before this '}'; '}}' is a brace");
      } else if (c != '{') {
        plain.append(c);
        at++;
      } else {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new SyntaxException(at + 1, "there is no '}' after this '{'; '{{' is a brace");
        }
        if (!plain.isEmpty()) {
          parts.add(new Part(plain.toString(), null));
          plain.setLength(0);
        }
        parts.add(new Part(null, DataPath.parse(text, at + 1, end, roots)));
        at = end + 1;
      }
    }
    if (!plain.isEmpty()) {
      parts.add(new Part(plain.toString(), null));
    }
    return new Template(parts);
  }

  /** The text with what its expressions stand for; null stands nowhere in a text. */
  String text(Map<String, JsonNode> data, UnaryOperator<String> encode) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.path() == null) {
        text.append(part.text());
        continue;
      }
      JsonNode found = part.path().find(data);
      if (found.isNull()) {
        throw new MissingException(part.path().toString());
      }
      text.append(encode.apply(found.isValueNode() ? found.asText() : found.toString()));
    }
    return text.toString();
  }

  /** As {@link #text}; an expression that is alone has its type. */
  @Nullable Object value(Map<String, JsonNode> data) {
    if (parts.size() != 1 || parts.get(0).path() == null) {
      return text(data, UnaryOperator.identity());
    }
    JsonNode found = parts.get(0).path().find(data);
    if (found.isNull()) {
      return null;
    }
    if (found.isBoolean()) {
      return found.booleanValue();
    }
    if (found.isIntegralNumber() && found.canConvertToLong()) {
      return found.longValue();
    }
    if (found.isNumber()) {
      return found.isDouble() ? (Object) found.doubleValue() : found.decimalValue();
    }
    return found.isTextual() ? found.textValue() : found.toString();
  }
}

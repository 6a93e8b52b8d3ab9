package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

/** What is done with texts, in code points where they are counted. */
final class Texts {
  private Texts() {}

  static String of(JsonNode in, String function) {
    if (!in.isTextual()) {
      throw new JqError(function + " input must be a string, and not " + JqError.named(in));
    }
    return in.textValue();
  }

  static JsonNode split(Evaluation run, String text, String separator) {
    run.cost(1 + text.length() / 8L);
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    if (text.isEmpty()) {
      return parts;
    }
    int start = 0;
    while (true) {
      run.step();
      run.element(parts.size());
      int end =
          separator.isEmpty() ? text.offsetByCodePoints(start, 1) : text.indexOf(separator, start);
      if (end < 0 || (separator.isEmpty() && end >= text.length())) {
        return parts.add(text.substring(start));
      }
      parts.add(text.substring(start, end));
      start = end + separator.length();
    }
  }

  static JsonNode join(Evaluation run, JsonNode in, String separator) {
    StringBuilder text = new StringBuilder();
    String between = "";
    for (JsonNode part : in) {
      String next = part.isNull() ? "" : part.isTextual() ? part.textValue() : scalar(part);
      run.text(text.length() + (long) between.length() + next.length());
      text.append(between).append(next);
      between = separator;
    }
    return TextNode.valueOf(text.toString());
  }

  private static String scalar(JsonNode part) {
    if (part.isContainerNode()) {
      throw new JqError("Cannot join with " + JqError.named(part));
    }
    return JsonText.of(part);
  }

  static JsonNode explode(Evaluation run, String text) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    run.elements(text.length());
    run.cost(text.length());
    text.codePoints().forEach(points::add);
    return points;
  }

  static JsonNode implode(Evaluation run, JsonNode in) {
    StringBuilder text = new StringBuilder();
    for (JsonNode point : in) {
      run.step();
      if (!point.isNumber() || !Character.isValidCodePoint(point.intValue())) {
        throw new JqError("Unicode codepoint must be numeric");
      }
      text.appendCodePoint(point.intValue());
    }
    return run.made(text.toString());
  }

  static JsonNode tonumber(JsonNode in) {
    if (in.isNumber()) {
      return in;
    }
    if (!in.isTextual()) {
      throw new JqError(JqError.named(in) + " cannot be parsed as a number");
    }
    String text = in.textValue().strip();
    if (text.length() <= 400 && text.matches("-?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      try {
        return Numbers.of(Long.parseLong(text));
      } catch (NumberFormatException e) {
        return Numbers.of(Double.parseDouble(text));
      }
    }
    if (text.equals("nan")) {
      return Numbers.of(Double.NaN);
    }
    throw new JqError(JqError.named(in) + " cannot be parsed as a number");
  }
}

package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What {@code error} raises and {@code try} catches. */
final class JqError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient JsonNode value;

  JqError(JsonNode value) {
    super(
        value.isTextual() ? value.textValue() : brief(value) + " (not a string)",
        null,
        false,
        false);
    this.value = value;
  }

  JqError(String sentence) {
    this(TextNode.valueOf(sentence));
  }

  JsonNode value() {
    return value;
  }

  /** A value as messages name it: its start. */
  static String brief(JsonNode value) {
    if (value.isContainerNode()) {
      return value.isArray() ? "array of " + value.size() : "object of " + value.size();
    }
    String text = JsonText.of(value);
    return text.length() <= 30 ? text : text.substring(0, 27) + "...";
  }

  /** A value with its type, as messages of jq name it. */
  static String named(JsonNode value) {
    return value.isContainerNode() ? brief(value) : Order.type(value) + " (" + brief(value) + ")";
  }
}

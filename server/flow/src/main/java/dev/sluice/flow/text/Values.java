package dev.sluice.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** What nodes stand for, as JSON. */
public final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  private Values() {}

  /** The value, aliases written out. Of a key that is there twice the last value counts. */
  public static JsonNode of(Node node) {
    Node target = node.target();
    if (target instanceof MapNode map) {
      ObjectNode object = JSON.objectNode();
      map.entries().forEach(entry -> object.set(entry.name(), of(entry.value())));
      return object;
    }
    if (target instanceof ListNode list) {
      ArrayNode array = JSON.arrayNode();
      list.items().forEach(item -> array.add(of(item)));
      return array;
    }
    return scalar((ScalarNode) target);
  }

  private static JsonNode scalar(ScalarNode scalar) {
    return switch (scalar.type()) {
      case NULL -> JSON.nullNode();
      case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(scalar.value()));
      case INTEGER -> integer(scalar.integer());
      case NUMBER -> number(scalar.value().toLowerCase(Locale.ROOT));
      case STRING -> JSON.textNode(scalar.value());
    };
  }

  private static JsonNode integer(BigInteger value) {
    boolean large = value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0;
    if (large) {
      return JSON.numberNode(value);
    }
    long number = value.longValueExact();
    return (int) number == number ? JSON.numberNode((int) number) : JSON.numberNode(number);
  }

  private static JsonNode number(String text) {
    return switch (text) {
      case ".inf", "+.inf" -> JSON.numberNode(Double.POSITIVE_INFINITY);
      case "-.inf" -> JSON.numberNode(Double.NEGATIVE_INFINITY);
      case ".nan" -> JSON.numberNode(Double.NaN);
      default -> JSON.numberNode(new BigDecimal(text));
    };
  }
}

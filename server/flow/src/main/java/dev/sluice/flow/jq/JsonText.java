package dev.sluice.flow.jq;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, within bounds: parts that are shared are written each time. */
final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final @Nullable Evaluation run;
  private final StringBuilder out = new StringBuilder();

  private JsonText(@Nullable Evaluation run) {
    this.run = run;
  }

  static String of(Evaluation run, JsonNode value) {
    JsonText text = new JsonText(run);
    text.write(value, 0);
    return text.out.toString();
  }

  /** Of a value that has no parts. */
  static String of(JsonNode scalar) {
    JsonText text = new JsonText(null);
    text.write(scalar, 0);
    return text.out.toString();
  }

  static JsonNode parse(Evaluation run, String text) {
    run.cost(text.length() / 4L);
    try {
      JsonNode parsed = MAPPER.readTree(text);
      if (parsed == null || parsed.isMissingNode()) {
        throw new JqError("an empty text is no JSON");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      String brief = text.length() <= 30 ? text : text.substring(0, 27) + "...";
      if (text.strip().equals("nan")) {
        return DoubleNode.valueOf(Double.NaN);
      }
      throw new JqError("'" + brief + "' is no JSON");
    }
  }

  private void write(JsonNode value, int depth) {
    if (run != null) {
      run.step();
      if (depth > 2 * run.bounds().calls()) {
        throw new ExhaustedException("it makes a value that is nested too deeply");
      }
      if (out.length() > run.bounds().characters()) {
        run.text(out.length());
      }
    }
    switch (value.getNodeType()) {
      case ARRAY -> {
        out.append('[');
        for (int i = 0; i < value.size(); i++) {
          out.append(i == 0 ? "" : ",");
          write(value.get(i), depth + 1);
        }
        out.append(']');
      }
      case OBJECT -> {
        char separator = '{';
        for (Map.Entry<String, JsonNode> field : value.properties()) {
          out.append(separator);
          quote(field.getKey());
          out.append(':');
          write(field.getValue(), depth + 1);
          separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
      }
      case STRING -> quote(value.textValue());
      case NUMBER -> out.append(Numbers.text(value));
      case NULL, MISSING -> out.append("null");
      default -> out.append(value.asText());
    }
  }

  private void quote(String text) {
    if (run != null) {
      run.text(out.length() + (long) text.length());
    }
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  /**
   * A value as it may leave an evaluation: of bounded size and depth, with numbers that JSON has.
   * The value itself where it is that already.
   */
  static JsonNode leaving(Evaluation run, JsonNode value) {
    return isJson(run, value, 0) ? value : json(value);
  }

  private static boolean isJson(Evaluation run, JsonNode value, int depth) {
    if (!value.isContainerNode()) {
      return !value.isDouble() || Double.isFinite(value.doubleValue());
    }
    if (depth > run.bounds().calls()) {
      throw new ExhaustedException("it gives a value that is nested too deeply");
    }
    run.cost(1L + value.size());
    boolean json = true;
    for (JsonNode part : value) {
      json &= isJson(run, part, depth + 1);
    }
    return json;
  }

  /** What was looked at is neither too large nor too deep. */
  private static JsonNode json(JsonNode value) {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(part -> array.add(json(part)));
      return array;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> object.set(field.getKey(), json(field.getValue())));
      return object;
    }
    double number = value.doubleValue();
    if (!value.isDouble() || Double.isFinite(number)) {
      return value;
    }
    return Double.isNaN(number)
        ? NullNode.instance
        : DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, number));
  }
}

package dev.sluice.studio.core.invoke.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.studio.core.invoke.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line of a value of JSON that is drawn as a tree. Lines below are made when they are asked
 * for, and never more than {@link #MOST}: where a value has more, they are ranges of them, and
 * ranges of ranges. Immutable.
 */
public final class JsonBranch {
  /** The most lines directly below one. */
  public static final int MOST = 100;

  /** Characters of a text that a line shows. */
  private static final int SHOWN = 160;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String name;
  private final String path;
  private final JsonNode value;
  private final int from;
  private final int to;

  private JsonBranch(String name, String path, JsonNode value, int from, int to) {
    this.name = name;
    this.path = path;
    this.value = value;
    this.from = from;
    this.to = to;
  }

  /** The whole value. */
  static JsonBranch root(JsonNode value) {
    return new JsonBranch("", "$", value, 0, value.size());
  }

  /** What the line says. */
  public String label() {
    return range() ? rangeLabel() : name + ": " + summary(value);
  }

  /** Where the value is, like {@code $.items[3].name}; of a range, where all of it is. */
  public String path() {
    return path;
  }

  /** Whether there are lines below. */
  public boolean branches() {
    return to > from;
  }

  /** The lines below. */
  public List<JsonBranch> children() {
    int step = 1;
    while (to - from > (long) MOST * step) {
      step *= MOST;
    }
    return step == 1 ? values() : ranges(step);
  }

  /** The value with each part on a line of its own; a text without its quotes. */
  public String copied() {
    return value.isTextual() ? value.textValue() : JsonText.of(range() ? slice() : value);
  }

  private boolean range() {
    return to - from < value.size();
  }

  private List<JsonBranch> ranges(int step) {
    List<JsonBranch> ranges = new ArrayList<>();
    for (int at = from; at < to; at += step) {
      ranges.add(new JsonBranch(name, path, value, at, Math.min(to, at + step)));
    }
    return ranges;
  }

  private List<JsonBranch> values() {
    List<JsonBranch> values = new ArrayList<>();
    if (value.isArray()) {
      for (int i = from; i < to; i++) {
        values.add(below(Integer.toString(i), path + "[" + i + "]", value.get(i)));
      }
    } else {
      fields()
          .forEach(
              each -> values.add(below(each.getKey(), pathOf(each.getKey()), each.getValue())));
    }
    return values;
  }

  private List<Map.Entry<String, JsonNode>> fields() {
    return value.properties().stream().skip(from).limit((long) to - from).toList();
  }

  private static JsonBranch below(String name, String path, JsonNode value) {
    return new JsonBranch(name, path, value, 0, value.size());
  }

  private String pathOf(String field) {
    return PLAIN_NAME.matcher(field).matches()
        ? path + "." + field
        : path + "[" + TextNode.valueOf(field) + "]";
  }

  private String rangeLabel() {
    return "[" + from + " … " + (to - 1) + "]";
  }

  private JsonNode slice() {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(to - from);
      for (int i = from; i < to; i++) {
        array.add(value.get(i));
      }
      return array;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    fields().forEach(each -> object.set(each.getKey(), each.getValue()));
    return object;
  }

  private static String summary(JsonNode node) {
    if (node.isObject()) {
      return node.isEmpty() ? "{}" : "{ " + counted(node.size(), "field") + " }";
    }
    if (node.isArray()) {
      return node.isEmpty() ? "[]" : "[ " + counted(node.size(), "item") + " ]";
    }
    String text = node.textValue();
    if (text != null && text.length() > SHOWN) {
      return TextNode.valueOf(text.substring(0, SHOWN)) + "…";
    }
    String shown = node.toString();
    return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown;
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}

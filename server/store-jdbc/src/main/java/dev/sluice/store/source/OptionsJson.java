package dev.sluice.store.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.option.Value;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of definitions as JSON text: a text, an array, or an object that says what it is. */
public final class OptionsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private OptionsJson() {}

  /** As JSON. */
  public static String write(Map<String, Value> options) {
    ObjectNode json = JSON.createObjectNode();
    options.forEach(
        (name, value) -> {
          if (value instanceof Value.Text text) {
            json.put(name, text.text());
          } else if (value instanceof Value.Secret secret) {
            json.putObject(name).put("secret", secret.name());
          } else if (value instanceof Value.Texts texts) {
            texts.texts().forEach(json.putArray(name)::add);
          } else if (value instanceof Value.Entries entries) {
            ObjectNode map = json.putObject(name).putObject("entries");
            entries.entries().forEach(map::put);
          }
        });
    return json.toString();
  }

  /** Of JSON. */
  public static Map<String, Value> read(String text) {
    Map<String, Value> options = new LinkedHashMap<>();
    tree(text).properties().forEach(one -> options.put(one.getKey(), value(one.getValue())));
    return options;
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value value(JsonNode json) {
    if (json.isArray()) {
      List<String> texts = new ArrayList<>();
      json.forEach(one -> texts.add(one.asText()));
      return new Value.Texts(texts);
    }
    if (json.has("entries")) {
      Map<String, String> entries = new LinkedHashMap<>();
      json.get("entries")
          .properties()
          .forEach(one -> entries.put(one.getKey(), one.getValue().asText()));
      return new Value.Entries(entries);
    }
    return json.isObject()
        ? new Value.Secret(json.get("secret").asText())
        : new Value.Text(json.asText());
  }
}

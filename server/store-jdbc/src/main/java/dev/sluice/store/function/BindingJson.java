package dev.sluice.store.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.sluice.core.binding.Binding;
import dev.sluice.spi.binding.Direction;
import dev.sluice.store.source.OptionsJson;
import dev.sluice.store.sql.StoredText;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Bindings as JSON text. */
final class BindingJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BindingJson() {}

  static String write(List<Binding> bindings) {
    ArrayNode json = JSON.createArrayNode();
    for (Binding binding : bindings) {
      json.addObject()
          .put("name", binding.name())
          .put("kind", binding.kind())
          .put("direction", binding.direction().name())
          .putRawValue("options", new RawValue(OptionsJson.write(binding.options())));
    }
    return StoredText.of(json.toString(), Integer.MAX_VALUE);
  }

  static List<Binding> read(String text) {
    try {
      List<Binding> bindings = new ArrayList<>();
      for (JsonNode each : JSON.readTree(text)) {
        bindings.add(
            new Binding(
                each.get("name").asText(),
                each.get("kind").asText(),
                Direction.valueOf(each.get("direction").asText()),
                OptionsJson.read(each.get("options").toString())));
      }
      return bindings;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.sluice.studio.core.editor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.BindingKindInfo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server says of the fields of a definition, from its description of the API: so help and
 * limits are those of the server that is connected. Immutable.
 */
public final class Descriptors {
  /** Before a server has said anything: everything is left to it. */
  public static final Descriptors NONE = new Descriptors(Map.of(), List.of(), List.of());

  private final Map<DraftField, Descriptor> fields;
  private final List<String> platformWords;
  private final List<BindingKindInfo> bindingKinds;

  private Descriptors(
      Map<DraftField, Descriptor> fields,
      List<String> platformWords,
      List<BindingKindInfo> bindingKinds) {
    this.fields = fields;
    this.platformWords = platformWords;
    this.bindingKinds = bindingKinds;
  }

  /** Those of a description in the form of OpenAPI. */
  public static Descriptors of(JsonNode openApi) {
    JsonNode schemas = openApi.path("components").path("schemas");
    Map<DraftField, Descriptor> fields = new EnumMap<>(DraftField.class);
    for (DraftField field : DraftField.values()) {
      int slash = field.path().indexOf('/');
      JsonNode schema = schemas.path(slash < 0 ? "FunctionSpec" : "AsyncSpec").path("properties");
      fields.put(field, descriptor(schema.path(field.path().substring(slash + 1))));
    }
    JsonNode platform = schemas.path("ValueSource").path("properties").path("platform");
    return new Descriptors(fields, words(platform), List.of());
  }

  /** The same with what a binding can be. */
  public Descriptors with(List<BindingKindInfo> kinds) {
    return new Descriptors(fields, platformWords, List.copyOf(kinds));
  }

  private static Descriptor descriptor(JsonNode property) {
    JsonNode above = property.path("exclusiveMinimum");
    return new Descriptor(
        property.path("description").asText(""),
        property.path("type").asText("").equals("integer"),
        number(above.isNumber() ? above : property.path("minimum")),
        above.isNumber(),
        number(property.path("maximum")),
        property.path("default").asText(""),
        words(property));
  }

  private static @Nullable BigDecimal number(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : null;
  }

  private static List<String> words(JsonNode property) {
    List<String> words = new ArrayList<>();
    property.path("enum").forEach(word -> words.add(word.asText()));
    return List.copyOf(words);
  }

  /** What is said of a field. */
  public Descriptor of(DraftField field) {
    return fields.getOrDefault(field, Descriptor.NONE);
  }

  /** What the platform knows and a variable can have as its value. */
  public List<String> platformWords() {
    return platformWords;
  }

  /** What a binding can be, in order of their names; empty where the server has not said it. */
  public List<BindingKindInfo> bindingKinds() {
    return bindingKinds;
  }
}

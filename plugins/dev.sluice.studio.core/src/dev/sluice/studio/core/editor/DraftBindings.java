package dev.sluice.studio.core.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.BindingKindInfo;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.SourceKindInfo.SourceOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of a draft. Numbers and flags in their options are texts here, as forms have them
 * and as the server answers: 5 and "5" are the same.
 */
public final class DraftBindings {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SECRET = "secret";
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,62}";

  private DraftBindings() {}

  /** The same bindings, with texts for what is no list and no map. */
  static List<BindingSpec> plain(List<BindingSpec> bindings) {
    return bindings.stream()
        .map(
            each ->
                new BindingSpec(each.name(), each.kind(), each.direction(), map(each.options())))
        .toList();
  }

  private static Map<String, Object> map(@Nullable Map<?, ?> options) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (options != null) {
      options.forEach(
          (key, value) -> {
            if (value != null) {
              map.put(String.valueOf(key), plain(value));
            }
          });
    }
    return map;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(DraftBindings::plain).toList();
    }
    if (value instanceof Double number) {
      return DraftLimits.plain(number);
    }
    return String.valueOf(value);
  }

  /** What a manifest says of an option. */
  static Object value(JsonNode said) {
    if (said.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      said.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
      return map;
    }
    if (said.isArray()) {
      List<Object> list = new ArrayList<>();
      said.forEach(item -> list.add(value(item)));
      return list;
    }
    return said.isNumber() ? said.decimalValue().toPlainString() : said.asText();
  }

  /** As a manifest says them, by their names. */
  static ObjectNode fields(List<BindingSpec> bindings) {
    ObjectNode all = JSON.objectNode();
    for (BindingSpec each : bindings) {
      ObjectNode fields = all.putObject(text(each.name()));
      fields.put("kind", text(each.kind()));
      fields.put("direction", text(each.direction()));
      ObjectNode options = JSON.objectNode();
      options(each).forEach((option, value) -> options.set(option, node(value)));
      if (!options.isEmpty()) {
        fields.set("options", options);
      }
    }
    return all;
  }

  private static JsonNode node(Object value) {
    if (value instanceof Map<?, ?> map) {
      ObjectNode made = JSON.objectNode();
      map.forEach((key, inner) -> made.set(String.valueOf(key), node(inner)));
      return made;
    }
    if (value instanceof Collection<?> list) {
      ArrayNode made = JSON.arrayNode();
      list.forEach(item -> made.add(node(item)));
      return made;
    }
    String text = String.valueOf(value);
    if (text.equals("true") || text.equals("false")) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    // 007 is no number: what is written must be read as the same text again.
    return text.matches("0|[1-9]\\d{0,17}")
        ? JSON.numberNode(Long.parseLong(text))
        : JSON.textNode(text);
  }

  /**
   * What is wrong with the name of a binding; null for nothing.
   *
   * @param others the names of the other ones
   */
  public static @Nullable String nameProblem(String name, Collection<String> others) {
    if (!name.matches(NAME)) {
      return "A binding is called by letters, digits and _, at most 63, no digit first.";
    }
    return others.contains(name) ? "There is a binding '" + name + "' already." : null;
  }

  /** The first thing that is wrong; null for nothing. */
  static @Nullable String problem(List<BindingSpec> bindings, List<BindingKindInfo> kinds) {
    Set<String> names = new HashSet<>();
    for (BindingSpec each : bindings) {
      String name = text(each.name());
      String wrong = nameProblem(name, names);
      if (wrong == null && !BindingDraft.DIRECTIONS.contains(text(each.direction()))) {
        wrong = "The binding '" + name + "' has the direction in or out.";
      }
      if (wrong == null && !kinds.isEmpty()) {
        Optional<String> said = options(each, kinds);
        wrong = said.map(sentence -> "The binding '" + name + "': " + sentence).orElse(null);
      }
      if (wrong != null) {
        return wrong;
      }
      names.add(name);
    }
    return null;
  }

  private static Optional<String> options(BindingSpec binding, List<BindingKindInfo> kinds) {
    Optional<BindingKindInfo> found = kind(binding, kinds);
    if (found.isEmpty()) {
      return Optional.of(
          "there is no kind '"
              + text(binding.kind())
              + "'; there are "
              + kinds.stream().map(BindingKindInfo::name).collect(Collectors.joining(", "))
              + ".");
    }
    BindingKindInfo kind = found.get();
    Set<String> left = new HashSet<>(options(binding).keySet());
    BindingDraft draft = new BindingDraft(kind);
    draft.take(binding);
    for (SourceOption option : kind.options()) {
      left.remove(option.name());
      Object said = options(binding).get(option.name());
      boolean secret = option.type().equals(SECRET);
      if (secret && said != null && !(said instanceof Map<?, ?> map && map.containsKey(SECRET))) {
        return Optional.of(
            "'" + option.name() + "' is not written into definitions: give {secret: NAME}.");
      }
      Optional<String> wrong = draft.options().problem(option);
      if (wrong.isPresent()) {
        return wrong.map(sentence -> "'" + option.name() + "': " + sentence);
      }
    }
    return left.stream()
        .sorted()
        .findFirst()
        .map(unknown -> "there is no option '" + unknown + "' of the kind " + kind.name() + ".");
  }

  /** The kind that a binding is of; empty where the server has said of none. */
  public static Optional<BindingKindInfo> kind(BindingSpec binding, List<BindingKindInfo> kinds) {
    return kinds.stream().filter(kind -> kind.name().equals(binding.kind())).findFirst();
  }

  /** What it says, on a line: options but secrets, those first that have expressions. */
  public static String says(BindingSpec binding, List<BindingKindInfo> kinds) {
    List<String> expressions =
        kind(binding, kinds).map(BindingKindInfo::expressions).orElse(List.of());
    List<String> first = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    options(binding)
        .forEach(
            (option, value) -> {
              if (!(value instanceof Map<?, ?> map && map.containsKey(SECRET))) {
                (expressions.contains(option) ? first : rest).add(option + ": " + line(value));
              }
            });
    first.addAll(rest);
    return String.join("  ·  ", first);
  }

  private static String line(Object value) {
    return value instanceof Collection<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static Map<String, Object> options(BindingSpec binding) {
    Map<String, Object> options = binding.options();
    return options == null ? Map.of() : options;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

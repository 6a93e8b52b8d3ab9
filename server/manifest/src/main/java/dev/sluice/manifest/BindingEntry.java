package dev.sluice.manifest;

import dev.sluice.api.BindingSpec;
import dev.sluice.manifest.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a manifest says of bindings, by their names. What options may be is the server's to say. */
final class BindingEntry {
  private BindingEntry() {}

  /** Reads them, in the order in which they are written. */
  static List<BindingSpec> read(Section all) {
    List<BindingSpec> bindings = new ArrayList<>();
    all.all()
        .forEach((name, value) -> value.section().ifPresent(is -> bindings.add(read(name, is))));
    return bindings;
  }

  private static BindingSpec read(String name, Section section) {
    String kind = section.text("kind");
    String direction = section.text("direction");
    Map<String, Object> options = DefinitionReader.options(section);
    section.finish();
    if (kind == null || direction == null) {
      section.problem(
          section.place(),
          "the binding '" + name + "' needs a 'kind' and a 'direction', in or out");
    }
    return new BindingSpec(name, kind, direction, options);
  }

  /** As a manifest says them, by their names. */
  static Map<String, Object> fields(@Nullable List<BindingSpec> bindings) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (BindingSpec each : Objects.requireNonNullElse(bindings, List.<BindingSpec>of())) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", Objects.requireNonNullElse(each.kind(), ""));
      fields.put("direction", Objects.requireNonNullElse(each.direction(), ""));
      Map<String, Object> options = new TreeMap<>();
      options(each).forEach((name, value) -> options.put(name, DefinitionReader.plain(value)));
      if (!options.isEmpty()) {
        fields.put("options", options);
      }
      all.put(Objects.requireNonNullElse(each.name(), ""), fields);
    }
    return all;
  }

  /** The same, each of their fields by its own name, so that a difference shows. */
  static Map<String, Object> flat(@Nullable List<BindingSpec> bindings) {
    Map<String, Object> flat = new TreeMap<>();
    fields(bindings)
        .forEach(
            (name, each) -> {
              if (each instanceof Map<?, ?> fields) {
                fields.forEach((field, value) -> put(name + "." + field, value, flat));
              }
            });
    return flat;
  }

  private static void put(String name, @Nullable Object value, Map<String, Object> into) {
    if (value instanceof Map<?, ?> options) {
      options.forEach((option, said) -> into.put(name + "." + option, said));
    } else if (value != null) {
      into.put(name, value);
    }
  }

  /** The secrets that they name. */
  static List<String> secrets(@Nullable List<BindingSpec> bindings) {
    return Objects.requireNonNullElse(bindings, List.<BindingSpec>of()).stream()
        .flatMap(each -> DefinitionReader.secrets(options(each)).stream())
        .toList();
  }

  private static Map<String, Object> options(BindingSpec binding) {
    return Objects.requireNonNullElse(binding.options(), Map.of());
  }
}

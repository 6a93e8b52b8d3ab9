package dev.sluice.manifest;

import dev.sluice.api.RoleInfo;
import dev.sluice.api.RoleSpec;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes one role; as an entry its lists are its options. */
final class RoleReader {
  /** All roles are of one kind. */
  static final String KIND = "role";

  private static final List<String> LISTS = List.of("invoke", "secrets", "emit", "bindings");

  private RoleReader() {}

  static DefinitionEntry read(String name, Place place, Section section) {
    Map<String, Object> allowed = new LinkedHashMap<>();
    for (String list : LISTS) {
      List<String> texts =
          section.get(list).stream()
              .flatMap(value -> value.list().stream())
              .flatMap(value -> value.text().stream())
              .distinct()
              .toList();
      if (!texts.isEmpty()) {
        allowed.put(list, texts);
      }
    }
    String description = Objects.requireNonNullElse(section.text("description"), "");
    section.finish();
    return new DefinitionEntry(place, KIND, name, KIND, description, allowed, false);
  }

  /** The fields that do not have their default. */
  static Map<String, Object> fields(RoleInfo is) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!is.description().isEmpty()) {
      fields.put("description", is.description());
    }
    fields.putAll(allowed(is));
    return fields;
  }

  /** Its lists that are not empty. */
  static Map<String, Object> allowed(RoleInfo is) {
    Map<String, Object> allowed = new LinkedHashMap<>();
    put("invoke", is.invoke(), allowed);
    put("secrets", is.secrets(), allowed);
    put("emit", is.emit(), allowed);
    put("bindings", is.bindings(), allowed);
    return allowed;
  }

  private static void put(String list, List<String> texts, Map<String, Object> into) {
    if (!texts.isEmpty()) {
      into.put(list, texts);
    }
  }

  static RoleSpec spec(DefinitionEntry entry, String manifest) {
    return new RoleSpec(
        entry.description(),
        texts(entry, "invoke"),
        texts(entry, "secrets"),
        texts(entry, "emit"),
        texts(entry, "bindings"),
        manifest);
  }

  private static @Nullable List<String> texts(DefinitionEntry entry, String list) {
    return entry.options().get(list) instanceof List<?> texts
        ? texts.stream().map(String::valueOf).toList()
        : null;
  }
}

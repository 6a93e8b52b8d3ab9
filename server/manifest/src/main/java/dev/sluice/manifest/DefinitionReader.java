package dev.sluice.manifest;

import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads sources and sinks, and writes them. What their options may be is the server's to say. */
final class DefinitionReader {
  private static final String SECRET = "secret";

  private DefinitionReader() {}

  /** One, or nothing where something is wrong with it. */
  static Optional<DefinitionEntry> read(String thing, String name, Place place, Section section) {
    String kind = section.text("kind");
    String description = section.text("description");
    boolean paused =
        thing.equals("source") && section.get("paused").flatMap(Value::flag).orElse(false);
    Map<String, Object> options = options(section);
    section.finish();
    if (kind == null) {
      section.problem(place, "the " + thing + " '" + name + "' has no kind");
      return Optional.empty();
    }
    return Optional.of(
        new DefinitionEntry(
            place, thing, name, kind, description == null ? "" : description, options, paused));
  }

  /** The options of a thing, as the server takes them. */
  static Map<String, Object> options(Section of) {
    Map<String, Object> options = new LinkedHashMap<>();
    of.get("options")
        .flatMap(Value::section)
        .ifPresent(all -> all.all().forEach((key, value) -> option(value, key, options)));
    return options;
  }

  private static void option(Value value, String key, Map<String, Object> into) {
    if (value.isSection()) {
      value.section().ifPresent(section -> into.put(key, section.texts()));
    } else if (value.isList()) {
      List<String> texts = value.list().stream().flatMap(each -> each.text().stream()).toList();
      into.put(key, texts);
    } else {
      value.text().ifPresent(text -> into.put(key, text));
    }
  }

  /** The secrets that options name. */
  static List<String> secrets(Map<String, Object> options) {
    return options.values().stream().flatMap(DefinitionReader::secret).toList();
  }

  private static Stream<String> secret(Object option) {
    return option instanceof Map<?, ?> map
            && map.size() == 1
            && map.get(SECRET) instanceof String name
        ? Stream.of(name)
        : Stream.empty();
  }

  /** The fields that do not have their default. */
  static Map<String, Object> fields(
      String kind, String description, Map<String, Object> options, boolean paused) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind);
    if (!description.isEmpty()) {
      fields.put("description", description);
    }
    if (!options.isEmpty()) {
      fields.put("options", options);
    }
    if (paused) {
      fields.put("paused", true);
    }
    return fields;
  }

  /** As it is written: a list of one is the text. */
  static Object plain(Object option) {
    return option instanceof List<?> list && list.size() == 1 ? list.get(0) : option;
  }
}

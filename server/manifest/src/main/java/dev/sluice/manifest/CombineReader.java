package dev.sluice.manifest;

import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Part;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads how associations combine events, and writes it. */
final class CombineReader {
  private static final String ALL = "all";
  private static final double WINDOW = 3_600;

  private CombineReader() {}

  /** What is left out is what the server takes for it. */
  static Combine read(Section section) {
    String when = section.text("when");
    List<Part> parts = new ArrayList<>();
    section
        .get("parts")
        .ifPresent(
            list ->
                list.list().forEach(each -> each.section().ifPresent(one -> parts.add(part(one)))));
    Double window = section.get("windowSeconds").flatMap(Value::number).orElse(null);
    Combine combine =
        new Combine(
            when == null ? ALL : when,
            parts,
            section.text("correlate"),
            window == null ? (Double) WINDOW : window);
    section.finish();
    if (parts.isEmpty()) {
      section.problem(section.place(), "'combine' needs 'parts', each with a 'name'");
    }
    return combine;
  }

  private static Part part(Section section) {
    Part part =
        new Part(
            section.text("name"),
            section.text("source"),
            section.text("filter"),
            section.text("correlate"));
    section.finish();
    if (part.name() == null) {
      section.problem(section.place(), "a part needs a 'name'");
    }
    return part;
  }

  /** The fields that do not have their default. */
  static Map<String, Object> fields(Combine combine) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("when", ALL.equals(combine.when()) ? null : combine.when(), fields);
    fields.put(
        "parts",
        Objects.requireNonNullElse(combine.parts(), List.<Part>of()).stream()
            .map(CombineReader::fields)
            .toList());
    AsyncEntry.put("correlate", combine.correlate(), fields);
    Double window = combine.windowSeconds();
    boolean usual = window == null || window == WINDOW;
    AsyncEntry.put("windowSeconds", usual ? null : window, fields);
    return fields;
  }

  private static Map<String, Object> fields(Part part) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("name", part.name(), fields);
    AsyncEntry.put("source", part.source(), fields);
    AsyncEntry.put("filter", part.filter(), fields);
    AsyncEntry.put("correlate", part.correlate(), fields);
    return fields;
  }
}

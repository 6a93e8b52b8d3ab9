package dev.sluice.manifest;

import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Batch;
import dev.sluice.api.AssociationSpec.Combine;
import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Retention;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.manifest.yaml.Place;
import dev.sluice.manifest.yaml.Section;
import dev.sluice.manifest.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads associations, and writes them. */
final class AssociationReader {
  static final int PAUSE_AFTER = 25;
  private static final int BATCH = 100;
  private static final double BATCH_WINDOW = 1;
  private static final int SHARDS = 16;
  private static final int KEPT = 10_000;
  private static final String PARK = "park";

  private static final Set<String> STATES = Set.of("enabled", "paused", "disabled");

  private AssociationReader() {}

  static AssociationEntry read(String name, Place place, Section section, String manifest) {
    List<String> sources = section.get("sources").map(AssociationReader::texts).orElse(List.of());
    List<Target> targets = new ArrayList<>();
    section
        .get("targets")
        .ifPresent(
            list ->
                list.list()
                    .forEach(each -> each.section().ifPresent(one -> targets.add(target(one)))));
    Integer pauseAfter = section.get("pauseAfter").flatMap(Value::integer).orElse(null);
    AssociationSpec spec =
        new AssociationSpec(
            name,
            sources,
            section.text("filter"),
            targets,
            section.text("orderBy"),
            pauseAfter == null ? (Integer) PAUSE_AFTER : pauseAfter,
            section.get("batch").flatMap(Value::section).map(AssociationReader::batch).orElse(null),
            section
                .get("ordered")
                .flatMap(Value::section)
                .map(AssociationReader::ordered)
                .orElse(null),
            section.get("combine").flatMap(Value::section).map(CombineReader::read).orElse(null),
            section.text("description"),
            manifest);
    String state = section.text("state");
    if (state != null && !STATES.contains(state)) {
      section.problem(section.place("state"), "'state' is enabled, paused or disabled");
    }
    section.finish();
    return new AssociationEntry(place, name, spec, state);
  }

  private static List<String> texts(Value value) {
    return value.list().stream().flatMap(each -> each.text().stream()).toList();
  }

  /** What is left out is what the server takes for it. */
  private static Batch batch(Section section) {
    Integer size = section.get("size").flatMap(Value::integer).orElse(null);
    Double window = section.get("windowSeconds").flatMap(Value::number).orElse(null);
    section.finish();
    return new Batch(
        size == null ? (Integer) BATCH : size, window == null ? (Double) BATCH_WINDOW : window);
  }

  private static Ordered ordered(Section section) {
    String by = section.text("by");
    Integer shards = section.get("shards").flatMap(Value::integer).orElse(null);
    String onPoison = section.text("onPoison");
    Retention retention =
        section
            .get("retention")
            .flatMap(Value::section)
            .map(AssociationReader::retention)
            .orElse(null);
    section.finish();
    if (by == null) {
      section.problem(section.place(), "'ordered' needs 'by': source, an attribute or a path");
    }
    return new Ordered(
        by,
        shards == null && !"source".equals(by) ? (Integer) SHARDS : shards,
        onPoison == null ? PARK : onPoison,
        retention);
  }

  private static Retention retention(Section section) {
    Integer count = section.get("count").flatMap(Value::integer).orElse(null);
    Double seconds = section.get("seconds").flatMap(Value::number).orElse(null);
    section.finish();
    return new Retention(count == null ? (Integer) KEPT : count, seconds);
  }

  private static Target target(Section section) {
    String function = section.text("function");
    String qualifier = section.text("qualifier");
    Map<String, Double> weights = new TreeMap<>();
    section
        .get("weights")
        .flatMap(Value::section)
        .ifPresent(
            all ->
                all.all()
                    .forEach(
                        (key, value) ->
                            value.number().ifPresent(share -> weights.put(key, share))));
    Target target =
        new Target(
            function,
            "latest".equals(qualifier) ? null : qualifier,
            weights.isEmpty() ? null : weights,
            section.text("input"));
    section.finish();
    if (function == null) {
      section.problem(section.place(), "a target needs a 'function'");
    }
    return target;
  }

  /** The fields that do not have their default. */
  static Map<String, Object> fields(AssociationInfo is) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("description", is.description().isEmpty() ? null : is.description(), fields);
    AsyncEntry.put("sources", is.sources().isEmpty() ? null : is.sources(), fields);
    AsyncEntry.put("filter", is.filter(), fields);
    fields.put("targets", is.targets().stream().map(AssociationReader::fields).toList());
    AsyncEntry.put("orderBy", is.orderBy(), fields);
    AsyncEntry.put("pauseAfter", is.pauseAfter() == PAUSE_AFTER ? null : is.pauseAfter(), fields);
    Batch batch = is.batch();
    if (batch != null) {
      Map<String, Object> said = new LinkedHashMap<>();
      AsyncEntry.put("size", batch.size(), said);
      AsyncEntry.put("windowSeconds", batch.windowSeconds(), said);
      fields.put("batch", said);
    }
    Ordered ordered = is.ordered();
    if (ordered != null) {
      fields.put("ordered", fields(ordered));
    }
    Combine combine = is.combine();
    if (combine != null) {
      fields.put("combine", CombineReader.fields(combine));
    }
    // What the server paused for its failures is not how it should be.
    boolean meant = !is.state().equals("enabled") && is.stateReason() == null;
    AsyncEntry.put("state", meant ? is.state() : null, fields);
    return fields;
  }

  private static Map<String, Object> fields(Ordered ordered) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("by", ordered.by(), fields);
    AsyncEntry.put("shards", ordered.shards(), fields);
    AsyncEntry.put("onPoison", PARK.equals(ordered.onPoison()) ? null : ordered.onPoison(), fields);
    Retention retention = ordered.retention();
    if (retention != null) {
      Map<String, Object> kept = new LinkedHashMap<>();
      AsyncEntry.put("count", retention.count(), kept);
      AsyncEntry.put("seconds", retention.seconds(), kept);
      fields.put("retention", kept);
    }
    return fields;
  }

  private static Map<String, Object> fields(Target target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    AsyncEntry.put("function", target.function(), fields);
    AsyncEntry.put("qualifier", target.qualifier(), fields);
    AsyncEntry.put("weights", target.weights(), fields);
    AsyncEntry.put("input", target.input(), fields);
    return fields;
  }
}

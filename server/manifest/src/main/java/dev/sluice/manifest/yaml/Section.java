package dev.sluice.manifest.yaml;

import dev.sluice.flow.validate.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping whose keys are asked for one by one; what nobody asked for is a problem in the end. A
 * value of the wrong kind is a problem, and then as if it were not there. Not thread-safe.
 */
public final class Section {
  private final Place place;
  private final String path;
  private final Problems problems;
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final Map<String, Place> keys = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  Section(MappingNode mapping, Place place, String path, Problems problems) {
    this.place = place;
    this.path = path;
    this.problems = problems;
    for (NodeTuple entry : mapping.getValue()) {
      Place at = YamlReader.place(entry.getKeyNode(), place.file());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problems.add(at, "a key is text");
        continue;
      }
      Place first = keys.putIfAbsent(key.getValue(), at);
      if (first != null) {
        problems.add(
            at,
            "the key '"
                + named(key.getValue())
                + "' is there twice, first in line "
                + first.line());
        continue;
      }
      values.put(key.getValue(), value(entry.getValueNode(), key.getValue()));
    }
  }

  private Value value(Node node, String key) {
    return new Value(node, YamlReader.place(node, place.file()), named(key), problems);
  }

  private String named(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Where it starts. */
  public Place place() {
    return place;
  }

  /** Where a key is written; where the section starts when it is not there. */
  public Place place(String key) {
    return keys.getOrDefault(key, place);
  }

  /** Says what is wrong at a place. */
  public void problem(Place at, String sentence) {
    problems.add(at, sentence);
  }

  /** The value of a key; empty when it is left out. */
  public Optional<Value> get(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key));
  }

  /** As {@link Value#text}; null when it is left out or wrong. */
  public @Nullable String text(String key) {
    return get(key).flatMap(Value::text).orElse(null);
  }

  /** The values of keys that somebody chose, like names of functions; none is unknown. */
  public Map<String, Value> all() {
    known.addAll(values.keySet());
    return values;
  }

  /** Texts of keys that somebody chose. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    all().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  /** All has been asked for: other keys are problems. */
  public void finish() {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String near =
            Nearest.to(key, known).map(name -> "did you mean '" + name + "'?").orElse(expected());
        problems.add(place(key), "unknown key '" + named(key) + "'; " + near);
      }
    }
  }

  private String expected() {
    return "known are " + String.join(", ", known);
  }
}

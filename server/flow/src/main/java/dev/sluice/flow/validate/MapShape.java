package dev.sluice.flow.validate;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A map with keys of the language. Made once at start, then only read.
 *
 * <p>Other keys are refused unless it is {@link #open}.
 */
final class MapShape implements Shape {
  private final String noun;
  private final Map<String, Shape> keys = new LinkedHashMap<>();
  private final Set<String> required = new LinkedHashSet<>();
  private final List<List<String>> choices = new ArrayList<>();
  private boolean open;
  private int least;

  /** What people call it: {@code an endpoint}. */
  MapShape(String noun) {
    this.noun = noun;
  }

  /** A key that must be there. */
  MapShape must(String key, Shape value) {
    required.add(key);
    return may(key, value);
  }

  /** A key that can be there. */
  MapShape may(String key, Shape value) {
    keys.put(key, value);
    return this;
  }

  /** Exactly one of these keys must be there. */
  MapShape oneOf(String... alternatives) {
    choices.add(List.of(alternatives));
    return this;
  }

  /** At least one key must be there. */
  MapShape notEmpty() {
    least = 1;
    return this;
  }

  /** Other keys are data. */
  MapShape open() {
    open = true;
    return this;
  }

  /** The keys of another shape, as if they were said here. */
  MapShape with(MapShape other) {
    keys.putAll(other.keys);
    required.addAll(other.required);
    return this;
  }

  Set<String> keys() {
    return keys.keySet();
  }

  @Override
  public void check(Node node, Path path, Report report) {
    MapNode map = Shapes.map(node, path, report);
    if (map == null) {
      return;
    }
    for (Entry entry : map.entries()) {
      Shape shape = keys.get(entry.name());
      Path own = path.key(entry.name());
      if (shape != null) {
        shape.check(entry.value().target(), own, report);
      } else if (open) {
        Shapes.DATA.check(entry.value().target(), own, report);
      } else {
        unknown(entry, own, report);
      }
    }
    for (String key : required) {
      if (map.entry(key) == null) {
        String sentence = noun + " needs '" + key + "'";
        report.add(ProblemCode.MISSING_KEY, node, path, sentence);
      }
    }
    choices.forEach(choice -> choose(choice, map, path, report));
    if (map.entries().size() < least) {
      report.add(ProblemCode.MISSING_KEY, node, path, noun + " is empty");
    }
  }

  private void unknown(Entry entry, Path path, Report report) {
    String known = "; " + noun + " has " + String.join(", ", keys.keySet());
    report.add(
        ProblemCode.UNKNOWN_KEY,
        entry.key(),
        path,
        "unknown key '" + entry.name() + "'",
        Nearest.hint(entry.name(), keys.keySet(), keys.isEmpty() ? "" : known));
  }

  private void choose(List<String> choice, MapNode map, Path path, Report report) {
    List<Entry> found = new ArrayList<>();
    for (Entry entry : map.entries()) {
      if (choice.contains(entry.name())) {
        found.add(entry);
      }
    }
    if (found.isEmpty()) {
      String sentence = noun + " needs one of " + String.join(", ", choice);
      report.add(ProblemCode.MISSING_KEY, map, path, sentence);
    } else if (found.size() > 1) {
      Entry second = found.get(1);
      String sentence =
          "'%s' and '%s' exclude each other".formatted(found.get(0).name(), second.name());
      report.add(ProblemCode.EXCLUSIVE_KEYS, second.key(), path.key(second.name()), sentence);
    }
  }
}

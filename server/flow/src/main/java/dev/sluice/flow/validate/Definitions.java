package dev.sluice.flow.validate;

import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ScalarNode;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a document defines under {@code use}. Immutable.
 *
 * @param names by kind
 */
record Definitions(Map<Kind, Set<String>> names) {

  /** What can be defined there and named elsewhere. */
  enum Kind {
    AUTHENTICATION("authentications", "authentication policy"),
    CATALOG("catalogs", "catalog"),
    ERROR("errors", "error"),
    FUNCTION("functions", "function"),
    RETRY("retries", "retry policy"),
    SECRET("secrets", "secret"),
    TIMEOUT("timeouts", "timeout");

    private final String key;
    private final String noun;

    Kind(String key, String noun) {
      this.key = key;
      this.noun = noun;
    }

    String key() {
      return key;
    }

    String noun() {
      return noun;
    }
  }

  static Definitions of(Document document) {
    MapNode root = document.root().target() instanceof MapNode map ? map : null;
    MapNode use = root == null ? null : root.map("use");
    Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      names.put(kind, names(use, kind));
    }
    return new Definitions(names);
  }

  private static Set<String> names(@Nullable MapNode use, Kind kind) {
    Set<String> names = new LinkedHashSet<>();
    Node node = use == null ? null : use.get(kind.key());
    if (node instanceof MapNode map) {
      map.entries().stream().map(Entry::name).forEach(names::add);
    } else if (node instanceof dev.sluice.flow.text.ListNode list) {
      for (Node item : list.items()) {
        if (item.target() instanceof ScalarNode scalar) {
          names.add(scalar.value());
        }
      }
    }
    return names;
  }

  Set<String> of(Kind kind) {
    return names.getOrDefault(kind, Set.of());
  }
}

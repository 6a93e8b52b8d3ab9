package dev.sluice.core.binding;

import dev.sluice.core.option.Value;
import dev.sluice.spi.binding.Direction;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource that a function is bound to.
 *
 * @param name what the function calls it
 * @param kind what it is, like {@code sql}
 * @param options what it says beside the usual values of its kind
 */
public record Binding(String name, String kind, Direction direction, Map<String, Value> options) {
  public Binding {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** The secrets of its namespace that are its options. */
  public List<String> secrets() {
    return options.values().stream()
        .filter(Value.Secret.class::isInstance)
        .map(value -> ((Value.Secret) value).name())
        .toList();
  }

  /** Whether one of its options is this secret of its namespace. */
  public boolean uses(String secret) {
    return options.containsValue(new Value.Secret(secret));
  }
}

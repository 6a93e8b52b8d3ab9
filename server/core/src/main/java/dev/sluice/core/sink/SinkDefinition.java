package dev.sluice.core.sink;

import dev.sluice.core.source.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where events of its namespace can be sent.
 *
 * @param id of this sink; another one of the same name has another
 * @param kind what it is, like {@code kafka}
 * @param options what it says beside the usual values of its kind
 * @param revision 1 and up
 * @param manifest that it came from, or null
 */
public record SinkDefinition(
    String id,
    String namespace,
    String name,
    String kind,
    String description,
    Map<String, Value> options,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {

  public SinkDefinition {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** Whether one of its options is this secret of its namespace. */
  public boolean uses(String secret) {
    return options.values().contains(new Value.Secret(secret));
  }
}

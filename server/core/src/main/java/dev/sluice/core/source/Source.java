package dev.sluice.core.source;

import dev.sluice.core.source.Value.Secret;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings events into its namespace.
 *
 * @param id of this source; another one of the same name has another
 * @param kind what it is, like {@code schedule}
 * @param options what it says beside the usual values of its kind
 * @param paused whether it brings nothing for now
 * @param runsSince when it was made or went on last
 * @param revision 1 and up
 * @param manifest that it came from, or null
 */
public record Source(
    String id,
    String namespace,
    String name,
    String kind,
    String description,
    Map<String, Value> options,
    boolean paused,
    Instant runsSince,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {

  public Source {
    SortedMap<String, Value> sorted = new TreeMap<>(options);
    options = Collections.unmodifiableSortedMap(sorted);
  }

  /** Whether one of its options is this secret of its namespace. */
  public boolean uses(String secret) {
    return options.values().contains(new Secret(secret));
  }

  Source next(Map<String, Value> others, String words, @Nullable String from, Instant now) {
    return new Source(
        id,
        namespace,
        name,
        kind,
        words,
        others,
        paused,
        runsSince,
        createdAt,
        now,
        revision + 1,
        from);
  }

  Source paused(boolean now, Instant at) {
    return new Source(
        id,
        namespace,
        name,
        kind,
        description,
        options,
        now,
        now ? runsSince : at,
        createdAt,
        at,
        revision + 1,
        manifest);
  }
}

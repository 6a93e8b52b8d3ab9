package dev.sluice.core.option;

import dev.sluice.core.Text;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a source or a sink is called and says.
 *
 * @param id of this one; another one of the same name has another
 * @param kind what it is, like {@code kafka}
 * @param options what it says beside the usual values of its kind
 * @param revision 1 and up
 * @param manifest that it came from, or null
 */
public record Definition(
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

  public Definition {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /**
   * A new one.
   *
   * @param words free text; null for none
   * @param manifest that it comes from, or null
   */
  public static Definition first(
      String id,
      String namespace,
      String name,
      String kind,
      @Nullable String words,
      Map<String, Value> options,
      @Nullable String manifest,
      Instant now) {
    return new Definition(
        id,
        namespace,
        name,
        kind,
        Text.description(words),
        options,
        now,
        now,
        1,
        Text.manifest(manifest));
  }

  /** Whether one of its options is this secret of its namespace. */
  public boolean uses(String secret) {
    return options.values().contains(new Value.Secret(secret));
  }

  /** The next revision, which says this. */
  public Definition next(
      String words, Map<String, Value> others, @Nullable String from, Instant now) {
    return new Definition(
        id, namespace, name, kind, words, others, createdAt, now, revision + 1, from);
  }

  /** The next revision, which says the same. */
  public Definition next(Instant now) {
    return next(description, options, manifest, now);
  }
}

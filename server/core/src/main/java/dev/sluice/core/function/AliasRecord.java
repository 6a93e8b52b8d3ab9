package dev.sluice.core.function;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alias.
 *
 * @param weights version to share, each above 0, summing to 1
 * @param routing keeps callers on one version, or null to draw for each call
 * @param revision 1 at first, one more with each change
 */
public record AliasRecord(
    String functionId,
    String name,
    SortedMap<Integer, Double> weights,
    @Nullable RoutingRule routing,
    String description,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {
  public AliasRecord {
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
  }
}

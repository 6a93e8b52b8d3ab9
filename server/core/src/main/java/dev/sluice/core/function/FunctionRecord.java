package dev.sluice.core.function;

import java.time.Instant;
import java.util.Map;

/**
 * A function as it is kept; its definition is {@code latest}.
 *
 * @param id stable over updates, never used again
 * @param lastVersion the highest version ever published, 0 before the first
 * @param revision 1 at first, one more with each change
 */
public record FunctionRecord(
    String id,
    String namespace,
    String name,
    String description,
    Definition definition,
    Map<String, String> labels,
    boolean enabled,
    int lastVersion,
    Instant createdAt,
    Instant modifiedAt,
    long revision) {
  public FunctionRecord {
    labels = Map.copyOf(labels);
  }
}

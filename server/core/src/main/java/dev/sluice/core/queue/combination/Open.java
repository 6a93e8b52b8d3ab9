package dev.sluice.core.queue.combination;

import java.time.Instant;
import java.util.Set;

/**
 * A combination that is not whole.
 *
 * @param place counts the combinations of the group as they were opened, from 1
 * @param key what its events have in common; empty where nothing has to be
 * @param parts that are there
 * @param openedAt when its first event was accepted
 * @param expiresAt when it is given up
 */
public record Open(
    String id, long place, String key, Set<String> parts, Instant openedAt, Instant expiresAt) {
  public Open {
    parts = Set.copyOf(parts);
  }
}

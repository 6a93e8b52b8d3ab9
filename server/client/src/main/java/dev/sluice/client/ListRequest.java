package dev.sluice.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which functions to list.
 *
 * @param labels all of these must match
 * @param text part of the name, or null
 * @param limit page size, 1 to 1000
 * @param cursor {@code next} of the page before, or null
 */
public record ListRequest(
    Map<String, String> labels, @Nullable String text, int limit, @Nullable String cursor) {
  public ListRequest {
    labels = Map.copyOf(labels);
  }

  /** The first 1,000. */
  public static ListRequest all() {
    return new ListRequest(Map.of(), null, 1000, null);
  }
}

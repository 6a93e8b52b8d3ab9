package dev.sluice.core.function;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which functions to list, in order of their names.
 *
 * @param labels all of these must be there with these values
 * @param text part of the name, case-insensitive, or null for all
 * @param afterName only names after this one, or null from the start
 * @param limit at most so many, 1 and up
 */
public record FunctionQuery(
    String namespace,
    Map<String, String> labels,
    @Nullable String text,
    @Nullable String afterName,
    int limit) {
  public FunctionQuery {
    labels = Map.copyOf(labels);
  }
}

package dev.sluice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which invocations to list, newest first; a null field does not restrict.
 *
 * @param limit page size, 1 to 1000
 * @param cursor {@code next} of the page before, or null
 */
public record InvocationRequest(
    @Nullable String function,
    @Nullable String version,
    @Nullable String status,
    @Nullable Instant since,
    @Nullable Instant until,
    int limit,
    @Nullable String cursor) {

  /** The newest of one function. */
  public static InvocationRequest of(String function, int limit) {
    return new InvocationRequest(function, null, null, null, null, limit, null);
  }
}

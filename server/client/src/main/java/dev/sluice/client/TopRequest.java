package dev.sluice.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of several functions to read; null leaves it to the server.
 *
 * @param functions of these; empty for all, of a day at most
 * @param step a length of time like {@code 5m}
 * @param sort the greatest of this first: {@code invocations}, {@code failed}, {@code throttled},
 *     {@code p99}, {@code concurrency}, {@code cpu}, {@code memory}, {@code backlog}; or {@code
 *     name}
 * @param limit most functions
 * @param steps whether to tell each step, of 100 functions at most, or only sums
 */
public record TopRequest(
    List<String> functions,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String step,
    @Nullable String sort,
    @Nullable Integer limit,
    boolean steps) {

  public TopRequest {
    functions = List.copyOf(functions);
  }
}

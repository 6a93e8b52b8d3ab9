package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What an execution is started with.
 *
 * @param version of the workflow; null (default) for what the qualifier says
 * @param key what the caller calls it by: a second start with it gives the first execution
 * @param input any JSON; null (default) for an empty object
 * @param qualifier an alias, a version's number, the version that the document gives itself, or
 *     {@code latest}; null (default) for the newest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionStart(
    @Nullable Integer version,
    @Nullable String key,
    @Nullable Object input,
    @Nullable String qualifier) {
  /** One of a version, or the newest. */
  public ExecutionStart(@Nullable Integer version, @Nullable String key, @Nullable Object input) {
    this(version, key, input, null);
  }
}

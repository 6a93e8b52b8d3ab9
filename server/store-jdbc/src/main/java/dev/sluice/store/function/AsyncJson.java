package dev.sluice.store.function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.AsyncPolicy.Destination;
import dev.sluice.core.function.AsyncPolicy.Semantics;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Policies for asynchronous events as JSON text; null stands for the usual one. */
final class AsyncJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private AsyncJson() {}

  private record Stored(
      Semantics semantics,
      int maxAttempts,
      long retryMillis,
      long ageMillis,
      @Nullable Integer concurrency,
      @Nullable Double ratePerSecond,
      long deduplicationMillis,
      @Nullable Target onSuccess,
      @Nullable Target onFailure) {}

  /** A destination, under the names that were written first. */
  private record Target(String function, String qualifier) {
    static @Nullable Target of(@Nullable Destination is) {
      return is == null ? null : new Target(is.target(), is.qualifier());
    }

    static @Nullable Destination destination(@Nullable Target is) {
      return is == null ? null : new Destination(is.function(), is.qualifier());
    }
  }

  static @Nullable String write(AsyncPolicy policy) {
    if (policy.equals(AsyncPolicy.USUAL)) {
      return null;
    }
    try {
      return JSON.writeValueAsString(
          new Stored(
              policy.semantics(),
              policy.maxAttempts(),
              policy.retryDelay().toMillis(),
              policy.maxAge().toMillis(),
              policy.concurrency(),
              policy.ratePerSecond(),
              policy.deduplication().toMillis(),
              Target.of(policy.onSuccess()),
              Target.of(policy.onFailure())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AsyncPolicy read(@Nullable String json) {
    if (json == null) {
      return AsyncPolicy.USUAL;
    }
    try {
      Stored stored = JSON.readValue(json, Stored.class);
      return new AsyncPolicy(
          stored.semantics(),
          stored.maxAttempts(),
          Duration.ofMillis(stored.retryMillis()),
          Duration.ofMillis(stored.ageMillis()),
          stored.concurrency(),
          stored.ratePerSecond(),
          Duration.ofMillis(stored.deduplicationMillis()),
          Target.destination(stored.onSuccess()),
          Target.destination(stored.onFailure()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

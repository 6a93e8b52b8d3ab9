package dev.sluice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers to read; null leaves it to the server.
 *
 * @param step a length of time like {@code 5m}
 * @param by {@code version} or {@code alias} to tell them apart
 * @param distribution whether to tell how many took how long
 */
public record StatsRequest(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String step,
    @Nullable String by,
    boolean distribution) {

  /** Without a distribution. */
  public StatsRequest(
      @Nullable Instant from, @Nullable Instant to, @Nullable String step, @Nullable String by) {
    this(from, to, step, by, false);
  }

  /** The last hour, all together. */
  public static StatsRequest lastHour() {
    return new StatsRequest(null, null, null, null);
  }
}

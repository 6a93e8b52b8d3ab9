package dev.sluice.core.stats;

import java.time.Duration;

/**
 * What there was of a function at one time, or the most of each in a length of time.
 *
 * @param backlog events that waited or ran
 * @param delay how long the oldest of those that waited had waited
 * @param instances that there were
 */
public record Sample(long backlog, Duration delay, int instances) {
  /** Nothing. */
  public static final Sample NONE = new Sample(0, Duration.ZERO, 0);

  /** The most of both. */
  public Sample max(Sample other) {
    return new Sample(
        Math.max(backlog, other.backlog),
        longest(other.delay),
        Math.max(instances, other.instances));
  }

  /** Of both functions together. */
  public Sample plus(Sample other) {
    return new Sample(backlog + other.backlog, longest(other.delay), instances + other.instances);
  }

  private Duration longest(Duration other) {
    return delay.compareTo(other) > 0 ? delay : other;
  }
}

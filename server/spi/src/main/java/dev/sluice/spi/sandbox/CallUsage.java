package dev.sluice.spi.sandbox;

import java.time.Duration;

/**
 * What one call used.
 *
 * @param processor time on processors of all processes of the instance
 * @param peakMemoryBytes the most memory that they held at one time during the call
 */
public record CallUsage(Duration processor, long peakMemoryBytes) {}

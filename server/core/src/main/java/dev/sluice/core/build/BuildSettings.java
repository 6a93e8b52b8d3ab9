package dev.sluice.core.build;

import dev.sluice.spi.sandbox.BuildJob;
import java.time.Duration;

/**
 * How a server builds.
 *
 * @param concurrent most builds at a time
 * @param patience how long one waits for the others
 * @param kept builds of one function whose records and logs are kept
 */
public record BuildSettings(BuildJob.Terms terms, int concurrent, Duration patience, int kept) {}

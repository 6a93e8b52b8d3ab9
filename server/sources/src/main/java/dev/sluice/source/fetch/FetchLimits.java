package dev.sluice.source.fetch;

import java.time.Duration;

/**
 * What a fetch may cost at most.
 *
 * @param patience for one request with its answer
 * @param archiveBytes that come over the network
 * @param unpackedBytes of all files together
 * @param files with folders and links
 */
public record FetchLimits(Duration patience, long archiveBytes, long unpackedBytes, int files) {}

package dev.sluice.core.queue.combination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is part of a combination.
 *
 * @param part the name of the part
 * @param eventId the CloudEvent's id, cut where it is long
 * @param source the CloudEvent's source, cut where it is long
 * @param digest of its whole id and source
 * @param depth through how many functions it came
 * @param payload null where it was not read from the store
 */
public record PartEvent(
    String part,
    String eventId,
    String source,
    String digest,
    Instant arrivedAt,
    int depth,
    byte @Nullable [] payload) {}

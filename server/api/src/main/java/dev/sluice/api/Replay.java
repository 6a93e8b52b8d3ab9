package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From where on an ordered association delivers its events again; one of the first three.
 *
 * @param position as shards show it, 1 and up
 * @param time events that were accepted then or later
 * @param event the id of a CloudEvent that is kept or waits
 * @param function only for this target; null (default) for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Replay(
    @Nullable Long position,
    @Nullable Instant time,
    @Nullable String event,
    @Nullable String function) {}

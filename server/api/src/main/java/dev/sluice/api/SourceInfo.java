package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source of events.
 *
 * @param options what its definition says; passwords as {@code {"secret": NAME}}
 * @param state {@code connecting}, {@code running}, {@code failed} or {@code paused}
 * @param stateReason why it failed, or null
 * @param stateSince when it came into this state
 * @param retryAt when it is tried again, or null
 * @param address where others send to, at the gateway; null where it fetches events itself
 * @param events that came since the server started
 * @param malformed those of them that were not what they claimed to be
 * @param refused requests that brought nothing
 * @param lastEventAt when the last one came, or null
 * @param lastProblem of the last malformed event or refused request, or null
 * @param remains what stays elsewhere when it is deleted, and how to remove it; null for nothing
 * @param manifest whose definition it is, or null: applying that manifest may change or delete it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SourceInfo(
    String name,
    String namespace,
    String kind,
    Map<String, Object> options,
    String description,
    String state,
    @Nullable String stateReason,
    Instant stateSince,
    @Nullable Instant retryAt,
    @Nullable String address,
    long events,
    long malformed,
    long refused,
    @Nullable Instant lastEventAt,
    @Nullable String lastProblem,
    @Nullable String remains,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {}

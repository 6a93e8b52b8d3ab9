package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What connects sources of events with functions.
 *
 * @param sources none stands for all of the namespace
 * @param batch how many events a target gets at once; null for one by one
 * @param ordered how events keep their order; null for none
 * @param combine what events wait for others; null where each stands for itself
 * @param state {@code enabled}, {@code paused} (events are kept) or {@code disabled} (events pass
 *     by)
 * @param stateReason why the server paused it, or null
 * @param waiting events that wait or run
 * @param blockedShards how many shards an event stops; null where it is not ordered
 * @param combinations what became of combinations of events; null where it does not combine
 * @param deadLetters events that were given up
 * @param oldestAt when the oldest of those that wait was accepted; null for none
 * @param delayMs how long that is ago in milliseconds; null for none
 * @param lastError of the newest dead letter; null for none
 * @param manifest whose definition it is, or null: applying that manifest may change or delete it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AssociationInfo(
    String name,
    String namespace,
    List<String> sources,
    @Nullable String filter,
    List<AssociationSpec.Target> targets,
    @Nullable String orderBy,
    int pauseAfter,
    AssociationSpec.@Nullable Batch batch,
    AssociationSpec.@Nullable Ordered ordered,
    AssociationSpec.@Nullable Combine combine,
    String description,
    String state,
    @Nullable String stateReason,
    long waiting,
    @Nullable Integer blockedShards,
    @Nullable CombinationCounts combinations,
    long deadLetters,
    @Nullable Instant oldestAt,
    @Nullable Double delayMs,
    @Nullable FunctionError lastError,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {}

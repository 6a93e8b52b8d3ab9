package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where events can be sent.
 *
 * @param options what its definition says; passwords as {@code {"secret": NAME}}
 * @param sent events that the other side has taken since the server started
 * @param failed times that it did not take one
 * @param lastSentAt when it took the last one, or null
 * @param lastProblem why it did not take one, last; or null
 * @param manifest whose definition it is, or null: applying that manifest may change or delete it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SinkInfo(
    String name,
    String namespace,
    String kind,
    Map<String, Object> options,
    String description,
    long sent,
    long failed,
    @Nullable Instant lastSentAt,
    @Nullable String lastProblem,
    Instant createdAt,
    Instant modifiedAt,
    long revision,
    @Nullable String manifest) {}

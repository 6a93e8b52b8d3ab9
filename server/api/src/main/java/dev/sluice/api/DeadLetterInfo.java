package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was given up.
 *
 * @param id of its invocation
 * @param association whose event it is; null for an asynchronous invocation
 * @param key what orders it among the events of its association; null for none
 * @param attempts how often it was tried
 * @param createdAt when it was accepted
 * @param bytes size of the event
 * @param payload the event, where it is text in UTF-8 and one dead letter is asked for; or null
 * @param payloadBase64 the event in base64, where it is something else; or null
 * @param replayOf the dead letter that it was made of, or null
 * @param error why it was given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record DeadLetterInfo(
    String id,
    String function,
    String qualifier,
    @Nullable String association,
    @Nullable String key,
    String trigger,
    int attempts,
    Instant createdAt,
    String contentType,
    @Nullable String eventId,
    @Nullable String source,
    long bytes,
    @Nullable String payload,
    @Nullable String payloadBase64,
    @Nullable String replayOf,
    @Nullable FunctionError error) {}

package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that came of late, and what an association with the filter and input of the question
 * would make of it.
 *
 * @param source the name of the source that brought it; {@code events} for {@code POST /v1/events}
 * @param event a CloudEvent in the JSON format
 * @param dataOmitted whether its data was too large to be kept
 * @param matches whether the filter takes it; true where there is no filter
 * @param input what the function would get; null where no input was asked for, the event does not
 *     match or there is a problem
 * @param problem why there is no input, or null
 * @param sourceEvents how many came from its source since the server started, with this one
 * @param allEvents how many came from all sources of the namespace, likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RecentEventInfo(
    String source,
    Instant receivedAt,
    Object event,
    boolean dataOmitted,
    boolean matches,
    @Nullable Object input,
    @Nullable String problem,
    long sourceEvents,
    long allEvents) {}

package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A combination of events that waits for more.
 *
 * @param key what its events have in common; null where nothing has to be
 * @param openedAt when the first one was accepted
 * @param expiresAt when it is given up
 * @param events that are there, in the order in which they came
 * @param missing names of the parts that are not there; not all of them may be needed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CombinationInfo(
    String id,
    @Nullable String key,
    Instant openedAt,
    Instant expiresAt,
    List<Part> events,
    List<String> missing) {

  /**
   * An event that is there.
   *
   * @param part the name of the part that it is
   * @param eventId the CloudEvent's id
   * @param source the CloudEvent's source
   * @param arrivedAt when it was accepted
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Part(String part, String eventId, String source, Instant arrivedAt) {}
}

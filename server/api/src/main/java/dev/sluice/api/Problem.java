package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An error answer, media type {@code application/problem+json} (RFC 9457).
 *
 * @param type {@code urn:sluice:error:} and the code
 * @param title the code's own sentence
 * @param status the HTTP status
 * @param code the stable code, see {@link ErrorCode}
 * @param culprit who has to act, in lower case
 * @param detail what happened this time, one sentence
 * @param hint what to do next, one sentence; null when the detail says it all
 * @param instance an id of this occurrence that is also in the server's log
 * @param invocation the invocation that failed, or null
 * @param error what the function reported, or null
 * @param retryAfterSeconds when it makes sense to try again, as the header Retry-After says too;
 *     null where nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String culprit,
    String detail,
    @Nullable String hint,
    @Nullable String instance,
    @Nullable String invocation,
    @Nullable FunctionError error,
    @Nullable Integer retryAfterSeconds) {

  public static final String MEDIA_TYPE = "application/problem+json";
}

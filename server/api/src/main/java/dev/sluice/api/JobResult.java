package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a task of a job has ended.
 *
 * @param task its number, 0 and up, in the order of the input
 * @param invocation the last one that ran for it
 * @param status {@code succeeded}, {@code failed} or {@code cancelled}
 * @param attempts how often it was tried; null once the invocation's record is forgotten
 * @param contentType of the result; null where none was kept
 * @param result the value where it is JSON, and the text where it is text; or null
 * @param resultBase64 the result in base64, where it is something else; or null
 * @param error why it failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobResult(
    long task,
    String invocation,
    String status,
    @Nullable Integer attempts,
    @Nullable String contentType,
    @Nullable Object result,
    @Nullable String resultBase64,
    @Nullable FunctionError error) {}

package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a workflow.
 *
 * @param version of the workflow, from start to end
 * @param key what its caller calls it by, or null
 * @param status {@code running}, {@code suspended}, {@code completed}, {@code faulted} or {@code
 *     cancelled}
 * @param events how many its history has
 * @param output what it gave; null where it did not complete, and in lists
 * @param error why it faulted, as its tasks would have caught it; null in lists
 * @param tasks JSON pointers to the tasks that it is at; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionInfo(
    String id,
    String namespace,
    String workflow,
    int version,
    @Nullable String key,
    String status,
    Instant createdAt,
    @Nullable Instant endedAt,
    int events,
    @Nullable Object output,
    @Nullable Map<String, Object> error,
    @Nullable List<String> tasks) {}

package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param qualifier what was asked for
 * @param version what its tasks run: {@code latest} or a version's number
 * @param key what its caller calls it by, or null
 * @param status {@code running}, {@code paused}, {@code cancelling}, {@code succeeded}, {@code
 *     failed} or {@code cancelled}
 * @param parallelism most tasks that run at once; null for what the function says
 * @param maxAttempts of each task; null for what the function says
 * @param tasks how many there are
 * @param waiting tasks that have not ended, and do not run
 * @param running tasks that run now
 * @param failed tasks that were given up, each of them a dead letter
 * @param cancelled tasks that will not run
 * @param endedAt null until it is over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record JobInfo(
    String id,
    String namespace,
    String function,
    String qualifier,
    String version,
    @Nullable String key,
    String description,
    String status,
    int itemsPerTask,
    @Nullable Integer parallelism,
    @Nullable Integer maxAttempts,
    long tasks,
    long waiting,
    long running,
    long succeeded,
    long failed,
    long cancelled,
    Instant createdAt,
    @Nullable Instant endedAt) {}

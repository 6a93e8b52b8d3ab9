package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One event of {@code GET /v1/stream}; the server-sent event's {@code event} field is the topic.
 *
 * @param topic {@code functions}, {@code invocations}, {@code logs}, {@code builds}, {@code
 *     executions} or {@code rollouts}
 * @param action what happened: {@code created}, {@code updated}, {@code deleted}, {@code
 *     published}, {@code version-deleted}, {@code alias-set}, {@code alias-deleted} for functions;
 *     {@code finished} for invocations; {@code line} for logs; {@code started}, {@code line},
 *     {@code succeeded}, {@code failed} for builds; {@code workflow.started}, {@code
 *     workflow.completed}, {@code task.started} ... for executions; {@code checked} and the actions
 *     of {@link RolloutInfo.Decision} for rollouts
 * @param function the function's name; empty for executions
 * @param invocation the record, for topic {@code invocations}
 * @param log the line, for topic {@code logs}
 * @param build the build, for topic {@code builds} but for its lines
 * @param buildLine the line, for lines of topic {@code builds}
 * @param workflow the workflow's name, for topic {@code executions}
 * @param event the lifecycle event of the Serverless Workflow DSL, a CloudEvent in JSON, for topic
 *     {@code executions}; its subject is the execution's id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LiveEvent(
    String topic,
    String action,
    String namespace,
    String function,
    @Nullable InvocationInfo invocation,
    @Nullable LogLine log,
    @Nullable BuildInfo build,
    @Nullable BuildLogLine buildLine,
    @Nullable String workflow,
    @Nullable Object event,
    @Nullable RolloutInfo rollout) {}

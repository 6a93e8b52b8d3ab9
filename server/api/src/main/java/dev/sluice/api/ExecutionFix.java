package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done about an execution. Which fields count depends on what is done.
 *
 * @param why for the history; null (default) for nothing
 * @param task a task's name or JSON pointer; null (default) for the one at hand
 * @param input of a task that is tried again or jumped to; null (default) for what it had
 * @param output of a task that is skipped
 * @param target the name of the task that is jumped to
 * @param context that replaces the context
 * @param event a CloudEvent in the JSON format that is delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExecutionFix(
    @Nullable String why,
    @Nullable String task,
    @Nullable Object input,
    @Nullable Object output,
    @Nullable String target,
    @Nullable Object context,
    @Nullable Map<String, Object> event) {}

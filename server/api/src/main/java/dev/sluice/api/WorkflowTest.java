package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow is tested with. Either {@code definition} or {@code workflow} is given.
 *
 * @param definition the text of a workflow, which need not be deployed
 * @param workflow the name of one that is
 * @param qualifier of {@code workflow}: an alias, a version's number, the version that the document
 *     gives itself, or {@code latest}; null (default) for the newest
 * @param input any JSON; null (default) for an empty object
 * @param state the only task that runs: a JSON pointer, or a name that is unique; its raw input is
 *     {@code input}; null (default) for the whole workflow
 * @param context of a state: what tasks before it exported; null (default) for nothing
 * @param mocks what calls give, by their tasks: each one {@code {"output": ...}} or {@code
 *     {"error": {"status": ..., "type": ..., "detail": ...}}}, with {@code "delay": "PT5S"} where
 *     it takes time; or a list of these, one for each call, the last one for all that follow
 * @param events in the JSON format of CloudEvents, in the order in which they come; what they lack
 *     but for {@code type} is made up
 * @param variables of a state: values of the variables that loops and handlers around it define, by
 *     their names; those that are not given are what the first round over {@code input} has, and an
 *     error that is made up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowTest(
    @Nullable String definition,
    @Nullable String workflow,
    @Nullable String qualifier,
    @Nullable Object input,
    @Nullable String state,
    @Nullable Object context,
    @Nullable Map<String, Object> mocks,
    @Nullable List<Map<String, Object>> events,
    @Nullable Map<String, Object> variables) {}

package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow is tested with.
 *
 * @param input of the workflow, or the raw input of the state
 * @param state a reference to the only task that runs; null for the whole workflow
 * @param context what tasks before the state exported; null for nothing
 * @param mocks by references to tasks: JSON pointers, or names where they are unique; of several,
 *     one after the other for each call, the last one again and again
 * @param events in the JSON format of CloudEvents, in the order in which they come
 * @param variables of loops and handlers around the state; those that are not there are as in the
 *     first round, and an error
 */
public record TestSpec(
    JsonNode input,
    @Nullable String state,
    @Nullable JsonNode context,
    Map<String, List<Mock>> mocks,
    List<JsonNode> events,
    Map<String, JsonNode> variables) {
  public TestSpec {
    variables = Map.copyOf(variables);
    mocks = Map.copyOf(mocks);
    events = List.copyOf(events);
  }
}

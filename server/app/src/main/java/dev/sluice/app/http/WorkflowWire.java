package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.WorkflowAliasInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService.Details;
import dev.sluice.core.workflow.ExecutionService.Waiting;
import dev.sluice.core.workflow.WorkflowAlias;
import dev.sluice.core.workflow.WorkflowVersion;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Expectation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workflows and executions as the wire shows them. */
final class WorkflowWire {
  private static final ObjectMapper TREES = new ObjectMapper();

  private WorkflowWire() {}

  static WorkflowInfo workflow(WorkflowVersion is) {
    return new WorkflowInfo(
        is.workflow(),
        is.namespace(),
        is.version(),
        is.digest(),
        is.text(),
        is.createdAt(),
        is.manifest());
  }

  static WorkflowInfo listed(WorkflowVersion is) {
    return new WorkflowInfo(
        is.workflow(),
        is.namespace(),
        is.version(),
        is.digest(),
        null,
        is.createdAt(),
        is.manifest());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ExecutionInfo listed(ExecutionRecord is) {
    return info(is, null);
  }

  static ExecutionInfo execution(Details of) {
    return info(of.record(), of);
  }

  private static ExecutionInfo info(ExecutionRecord is, @Nullable Details of) {
    return new ExecutionInfo(
        is.id(),
        is.namespace(),
        is.workflow(),
        is.version(),
        is.key(),
        word(is.status()),
        is.createdAt(),
        is.endedAt(),
        is.events(),
        of == null || of.output() == null ? null : value(of.output()),
        of == null || of.error() == null ? null : map(of.error()),
        of == null ? null : of.tasks());
  }

  static ExecutionExplanation explanation(Details of) {
    return new ExecutionExplanation(
        word(of.record().status()),
        of.tasks(),
        of.calls().stream()
            .map(c -> new ExecutionExplanation.Call(c.key(), c.kind(), value(c.request())))
            .toList(),
        of.timers().stream()
            .map(
                t ->
                    new ExecutionExplanation.Timer(
                        t.task(),
                        t.purpose().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Instant.ofEpochMilli(t.due())))
            .toList(),
        of.listeners().stream().map(WorkflowWire::listener).toList(),
        value(of.context()));
  }

  static ExecutionExplanation.Listener listener(Waiting waiting) {
    Engine.Listener listener = waiting.listener();
    return new ExecutionExplanation.Listener(
        listener.task(),
        Instant.ofEpochMilli(listener.since()),
        listener.filters().stream()
            .map(filter -> filter.with().path("type").asText())
            .filter(type -> !type.isEmpty())
            .distinct()
            .toList(),
        listener.filters().stream().map(WorkflowWire::filter).toList(),
        waiting.misses().stream()
            .map(miss -> new ExecutionExplanation.Miss(miss.at(), map(miss.event()), miss.why()))
            .toList());
  }

  private static ExecutionExplanation.Filter filter(Expectation expected) {
    List<ExecutionExplanation.Key> keys = new ArrayList<>();
    expected
        .keys()
        .forEach(
            (name, key) ->
                keys.add(new ExecutionExplanation.Key(name, key.from(), key.expected())));
    return new ExecutionExplanation.Filter(map(expected.with()), keys);
  }

  static WorkflowAliasInfo alias(WorkflowAlias is) {
    Map<String, Double> weights = new LinkedHashMap<>();
    is.weights().forEach((version, share) -> weights.put(version.toString(), share));
    return new WorkflowAliasInfo(is.workflow(), is.name(), weights, is.modifiedAt());
  }

  /** A tree stays what it is: it is written as JSON. */
  private static Object value(JsonNode tree) {
    return tree;
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  static Map<String, Object> map(JsonNode object) {
    return TREES.convertValue(object, Map.class);
  }

  static JsonNode tree(@Nullable Object value) {
    return TREES.valueToTree(value);
  }
}

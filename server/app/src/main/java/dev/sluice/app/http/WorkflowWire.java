package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.ExecutionExplanation;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.WorkflowInfo;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService.Details;
import dev.sluice.core.workflow.WorkflowVersion;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Workflows and executions as the wire shows them. */
final class WorkflowWire {
  private static final ObjectMapper TREES = new ObjectMapper();

  private WorkflowWire() {}

  static WorkflowInfo workflow(WorkflowVersion is) {
    return new WorkflowInfo(
        is.workflow(), is.namespace(), is.version(), is.digest(), is.text(), is.createdAt());
  }

  static WorkflowInfo listed(WorkflowVersion is) {
    return new WorkflowInfo(
        is.workflow(), is.namespace(), is.version(), is.digest(), null, is.createdAt());
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
        of.listeners().stream()
            .map(l -> new ExecutionExplanation.Listener(l.task(), l.types()))
            .toList(),
        value(of.context()));
  }

  /** A tree stays what it is: it is written as JSON. */
  private static Object value(JsonNode tree) {
    return tree;
  }

  @SuppressWarnings("unchecked") // an object's keys are texts
  private static Map<String, Object> map(JsonNode object) {
    return TREES.convertValue(object, Map.class);
  }

  static JsonNode tree(@Nullable Object value) {
    return TREES.valueToTree(value);
  }
}

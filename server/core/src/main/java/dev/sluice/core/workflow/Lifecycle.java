package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle events of the Serverless Workflow DSL, of what happened in an execution. The same
 * happening gives the same event with the same id, however often it is asked for. Immutable.
 */
final class Lifecycle {
  static final String PREFIX = "io.serverlessworkflow.";
  private static final String VERSION = ".v1";

  private final ExecutionRecord record;
  private final Program program;

  /** Of an execution. */
  Lifecycle(ExecutionRecord record, Program program) {
    this.record = record;
    this.program = program;
  }

  /**
   * The events of what happened, for those who watch.
   *
   * @param number of the first in the history
   */
  List<LifecycleEvent> live(int number, List<HistoryEvent> events) {
    List<LifecycleEvent> all = new ArrayList<>();
    for (HistoryEvent event : events) {
      for (JsonNode one : of(number, event)) {
        String type = one.path("type").textValue();
        String action = type.substring(PREFIX.length(), type.length() - VERSION.length());
        all.add(new LifecycleEvent(record.namespace(), record.workflow(), action, one));
      }
      number++;
    }
    return all;
  }

  /**
   * The events of a happening, in JSON; most are of none or one.
   *
   * @param number of the happening in the history
   */
  List<JsonNode> of(int number, HistoryEvent event) {
    List<JsonNode> all = new ArrayList<>();
    if (event instanceof HistoryEvent.Started e) {
      all.add(workflow(number, "started", e.at(), null, null));
    } else if (event instanceof HistoryEvent.Suspended e) {
      all.add(workflow(number, "suspended", e.at(), null, null));
    } else if (event instanceof HistoryEvent.Resumed e) {
      all.add(workflow(number, "resumed", e.at(), null, null));
    } else if (event instanceof HistoryEvent.Cancelled e) {
      all.add(workflow(number, "cancelled", e.at(), null, null));
    } else if (event instanceof HistoryEvent.Faulted e) {
      all.add(workflow(number, "faulted", e.at(), "error", e.error().json()));
    } else if (event instanceof HistoryEvent.Completed e) {
      all.add(workflow(number, "completed", e.at(), "output", e.output()));
    } else {
      task(number, event, all);
    }
    return all;
  }

  private void task(int number, HistoryEvent event, List<JsonNode> all) {
    if (event instanceof HistoryEvent.Entered e) {
      all.add(task(number, "created", e.task(), e.at(), null, null));
      all.add(task(number, "started", e.task(), e.at(), null, null));
    } else if (event instanceof HistoryEvent.Passed e && !"skipped".equals(e.note())) {
      all.add(task(number, "created", e.task(), e.at(), null, null));
      all.add(task(number, "started", e.task(), e.at(), null, null));
      all.add(task(number, "completed", e.task(), e.at(), "output", e.output()));
    } else if (event instanceof HistoryEvent.Left e && e.task() >= 0) {
      all.add(task(number, "completed", e.task(), e.at(), "output", e.output()));
    } else if (event instanceof HistoryEvent.Retrying e) {
      all.add(task(number, "retried", e.task(), e.at(), "error", e.error().json()));
    } else if (event instanceof HistoryEvent.Raised e && e.error().instance() != null) {
      all.add(task(number, "faulted", e.error().instance(), e.at(), "error", e.error().json()));
    }
  }

  private JsonNode workflow(
      int number, String what, long at, @Nullable String name, @Nullable JsonNode value) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("name", record.id());
    ObjectNode definition = data.putObject("definition");
    definition.put("namespace", record.namespace());
    definition.put("name", record.workflow());
    definition.put("version", program.version());
    return event(number, "workflow." + what, what, at, data, name, value);
  }

  private JsonNode task(
      int number, String what, int task, long at, @Nullable String name, @Nullable JsonNode value) {
    return task(number, what, program.pointer(task), at, name, value);
  }

  private JsonNode task(
      int number,
      String what,
      String pointer,
      long at,
      @Nullable String name,
      @Nullable JsonNode value) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("workflow", record.id());
    data.put("task", pointer);
    return event(number, "task." + what, what, at, data, name, value);
  }

  private JsonNode event(
      int number,
      String type,
      String what,
      long at,
      ObjectNode data,
      @Nullable String name,
      @Nullable JsonNode value) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", record.id() + "-" + number + "-" + what);
    event.put("source", "/workflows/" + record.workflow());
    event.put("type", PREFIX + type + VERSION);
    event.put("subject", record.id());
    event.put("datacontenttype", "application/json");
    String time = Instant.ofEpochMilli(at).toString();
    event.put("time", time);
    data.put(what + "At", time);
    if (name != null) {
      data.set(name, value);
    }
    event.set("data", data);
    return event;
  }
}

package dev.sluice.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.WorkflowTest;
import dev.sluice.api.WorkflowTestResult;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.test.Mock;
import dev.sluice.core.workflow.test.TestCall;
import dev.sluice.core.workflow.test.TestResult;
import dev.sluice.core.workflow.test.TestSpec;
import dev.sluice.core.workflow.test.TestStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tests of workflows as the wire shows them. */
final class WorkflowTestWire {
  private static final int MOST_EVENTS = 1_000;

  private WorkflowTestWire() {}

  /**
   * Reads one.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  static TestSpec spec(WorkflowTest test) {
    String state = Params.text(test.state());
    if (state == null && test.context() != null) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "A context goes with a state.",
          "Name the state, or leave the context to the tasks that export it.");
    }
    if (state == null && test.variables() != null) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST,
          "Variables go with a state.",
          "Name the state, or leave them to the loops and handlers that define them.");
    }
    Map<String, JsonNode> variables = new LinkedHashMap<>();
    WorkflowWire.tree(test.variables() == null ? Map.of() : test.variables())
        .properties()
        .forEach(one -> variables.put(one.getKey(), one.getValue()));
    Map<String, List<Mock>> mocks = new LinkedHashMap<>();
    WorkflowWire.tree(test.mocks() == null ? Map.of() : test.mocks())
        .properties()
        .forEach(one -> mocks.put(one.getKey(), mocks(one.getKey(), one.getValue())));
    return new TestSpec(
        WorkflowWire.tree(test.input()),
        state,
        test.context() == null ? null : WorkflowWire.tree(test.context()),
        mocks,
        events(test.events() == null ? List.of() : test.events()),
        variables);
  }

  private static List<Mock> mocks(String task, JsonNode written) {
    List<Mock> mocks = new ArrayList<>();
    if (written.isArray()) {
      written.forEach(one -> mocks.add(mock(task, one)));
    } else {
      mocks.add(mock(task, written));
    }
    if (mocks.isEmpty()) {
      throw wrong(task, "is empty");
    }
    return List.copyOf(mocks);
  }

  private static Mock mock(String task, JsonNode written) {
    boolean failed = written.has("error");
    if (!written.isObject() || failed == written.has("output")) {
      throw wrong(task, "has neither an output nor an error, or both");
    }
    for (Map.Entry<String, JsonNode> field : written.properties()) {
      if (!List.of("output", "error", "delay").contains(field.getKey())) {
        throw wrong(task, "has the unknown field '" + Text.shorten(field.getKey(), 80) + "'");
      }
    }
    JsonNode value = written.get(failed ? "error" : "output");
    if (failed && !value.isObject()) {
      throw wrong(task, "has an error that is no object");
    }
    return new Mock(failed, value, delay(task, written.path("delay")));
  }

  private static Duration delay(String task, JsonNode written) {
    if (written.isMissingNode()) {
      return Duration.ZERO;
    }
    Duration delay;
    try {
      delay = Program.duration(written);
    } catch (IllegalArgumentException e) {
      throw wrong(task, "has a delay that is no duration");
    }
    if (delay.isNegative() || delay.toDays() > 36_500) {
      throw wrong(task, "has a delay below nothing or beyond 100 years");
    }
    return delay;
  }

  private static SluiceException wrong(String task, String what) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST,
        "The mock of " + Text.shorten(task, 200) + " " + what + ".",
        "It is like {\"output\": {}}, {\"error\": {\"status\": 503}} or a list of such, and may have"
            + " a delay like \"PT5S\".");
  }

  private static List<JsonNode> events(List<Map<String, Object>> given) {
    if (given.size() > MOST_EVENTS) {
      throw SluiceException.of(
          ErrorCode.INVALID_REQUEST, "A test has at most " + MOST_EVENTS + " events.");
    }
    List<JsonNode> events = new ArrayList<>();
    for (Map<String, Object> one : given) {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("specversion", "1.0").put("id", "test-" + (events.size() + 1));
      event.put("source", "/test");
      event.setAll((ObjectNode) WorkflowWire.tree(one));
      events.add(TreeEvents.tree(TreeEvents.read(event)));
    }
    return events;
  }

  static WorkflowTestResult result(TestResult is) {
    Program program = is.program();
    List<JsonNode> history = HistoryCodec.trees(HistoryCodec.text(is.history()), program);
    TestCall unmocked = is.unmocked();
    return new WorkflowTestResult(
        WorkflowWire.word(is.status()),
        is.output(),
        is.error() == null ? null : WorkflowWire.map(is.error().json()),
        is.context(),
        is.next(),
        is.message(),
        unmocked == null ? null : call(unmocked),
        is.listeners().stream().map(WorkflowWire::listener).toList(),
        is.steps().stream().map(step -> step(program, step)).toList(),
        history.stream().map(WorkflowWire::map).toList());
  }

  private static WorkflowTestResult.Step step(Program program, TestStep is) {
    TestCall call = is.call();
    return new WorkflowTestResult.Step(
        program.pointer(is.task()),
        program.taskName(is.task()),
        WorkflowWire.word(is.status()),
        Instant.ofEpochMilli(is.at()),
        is.endedAt() == null ? null : Instant.ofEpochMilli(is.endedAt()),
        is.attempts(),
        is.rawInput(),
        is.input(),
        is.rawOutput(),
        is.output(),
        is.decision(),
        is.error() == null ? null : WorkflowWire.map(is.error().json()),
        call == null ? null : call(call));
  }

  private static WorkflowTestResult.Call call(TestCall is) {
    return new WorkflowTestResult.Call(is.task(), is.kind(), is.request());
  }
}

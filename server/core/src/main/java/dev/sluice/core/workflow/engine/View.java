package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Program.Code;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What expressions see at a place of an execution. */
record View(
    State state,
    Surroundings around,
    Frame owner,
    @Nullable Code task,
    JsonNode raw,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    long startedAt)
    implements Data.Names {

  /** Of the workflow itself. */
  static View of(State state, Surroundings around, Frame root) {
    return new View(state, around, root, null, state.raw(), root.input, null, root.startedAt);
  }

  /** Of a task that is about to be done. */
  static View of(State state, Surroundings around, Frame owner, Code task) {
    long now = around.now().toEpochMilli();
    return new View(state, around, owner, task, owner.data, null, null, now);
  }

  /** Of a task that has begun; variables that it makes itself are seen too. */
  static View of(State state, Surroundings around, Frame frame, Code task, JsonNode input) {
    return new View(state, around, frame, task, frame.raw, input, null, frame.startedAt);
  }

  View withInput(JsonNode transformed) {
    return new View(state, around, owner, task, raw, transformed, output, startedAt);
  }

  View withOutput(JsonNode result) {
    return new View(state, around, owner, task, raw, input, result, startedAt);
  }

  Data data(JsonNode dot) {
    return new Data(dot, this, around.now());
  }

  @Override
  public @Nullable JsonNode get(String name) {
    return switch (name) {
      case "context" -> state.context();
      case "input" -> input == null ? raw : input;
      case "output" -> output;
      case "task" -> task == null ? null : describedTask(task);
      case "workflow" -> describedWorkflow();
      case "runtime" -> around.runtime();
      case "secrets" -> around.secrets();
      default -> local(name);
    };
  }

  private JsonNode describedTask(Code code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", code.name()).put("reference", code.pointer());
    json.set("definition", code.definition());
    json.set("input", raw);
    if (output != null) {
      json.set("output", output);
    }
    json.set("startedAt", time(startedAt));
    return json;
  }

  private JsonNode describedWorkflow() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", state.id());
    json.set("definition", state.program().definition());
    json.set("input", state.raw());
    json.set("startedAt", time(state.startedAt()));
    return json;
  }

  private static JsonNode time(long millis) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("iso8601", Instant.ofEpochMilli(millis).toString());
    json.putObject("epoch").put("seconds", millis / 1000).put("milliseconds", millis);
    return json;
  }

  /** What loops, listeners and handlers around this place define. */
  private @Nullable JsonNode local(String name) {
    for (Frame frame = owner; ; frame = state.frame(frame.parent)) {
      JsonNode found = frame.task < 0 ? null : local(frame, name);
      if (found != null || frame.id == 0) {
        return found == null ? state.given(name) : found;
      }
    }
  }

  private @Nullable JsonNode local(Frame frame, String name) {
    Work work = state.program().tasks().get(frame.task).work();
    if (work instanceof Work.For loop && frame.index >= 0) {
      return name.equals(loop.each())
          ? frame.items.get(frame.index)
          : name.equals(loop.at()) ? JsonNodeFactory.instance.numberNode(frame.index) : null;
    }
    if (work instanceof Work.Listen listen && listen.each() != null && frame.index >= 0) {
      return name.equals(listen.each().item())
          ? frame.consumed.get(frame.index)
          : name.equals(listen.each().at())
              ? JsonNodeFactory.instance.numberNode(frame.index)
              : null;
    }
    if (work instanceof Work.Try attempt
        && frame.error != null
        && frame.phase == Frame.Phase.HANDLER
        && name.equals(attempt.rule().as())) {
      return frame.error.json();
    }
    return null;
  }
}

package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as workflows raise and catch it.
 *
 * @param type a URI
 * @param instance JSON pointer to the task that raised it; null where that is not known yet
 */
public record WorkflowError(
    String type, int status, String title, @Nullable String detail, @Nullable String instance) {
  private static final String STANDARD = "https://serverlessworkflow.io/spec/1.0.0/errors/";

  /** Where some definitions look for the standard's types. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "https://serverlessworkflow.io/dsl/errors/types/", STANDARD,
          "https://serverlessworkflow.io/errors/types/", STANDARD);

  static WorkflowError configuration(String detail) {
    return standard("configuration", 400, "The workflow is not configured right.", detail);
  }

  static WorkflowError validation(String detail) {
    return standard("validation", 400, "Data is not as its schema says.", detail);
  }

  static WorkflowError expression(String detail) {
    return standard("expression", 400, "An expression failed.", detail);
  }

  /** Something is not there for the workflow, or not for it to see. */
  public static WorkflowError authorization(String detail) {
    return standard("authorization", 403, "That is not allowed.", detail);
  }

  static WorkflowError timeout(String detail) {
    return standard("timeout", 408, "It took too long.", detail);
  }

  /** A call did not come to a result. */
  public static WorkflowError communication(int status, String detail) {
    return standard("communication", status, "A call failed.", detail);
  }

  /** Something inside went wrong: a function, the server. */
  public static WorkflowError runtime(int status, String detail) {
    return standard("runtime", status, "A task failed.", detail);
  }

  private static WorkflowError standard(String type, int status, String title, String detail) {
    return new WorkflowError(STANDARD + type, status, title, detail, null);
  }

  /** The same, raised by a task; one that was raised before keeps its place. */
  WorkflowError at(String pointer) {
    return instance != null ? this : new WorkflowError(type, status, title, detail, pointer);
  }

  /** The type that two names of it have in common. */
  static String canonical(String type) {
    for (Map.Entry<String, String> alias : ALIASES.entrySet()) {
      if (type.startsWith(alias.getKey())) {
        return alias.getValue() + type.substring(alias.getKey().length());
      }
    }
    return type;
  }

  /** As expressions see it. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", type).put("status", status).put("title", title);
    if (detail != null) {
      json.put("detail", detail);
    }
    if (instance != null) {
      json.put("instance", instance);
    }
    return json;
  }

  /** Of what {@link #json} gave. */
  public static WorkflowError of(JsonNode json) {
    return new WorkflowError(
        json.path("type").asText(""),
        json.path("status").asInt(500),
        json.path("title").asText(""),
        json.hasNonNull("detail") ? text(json.get("detail")) : null,
        json.hasNonNull("instance") ? json.get("instance").asText() : null);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }
}

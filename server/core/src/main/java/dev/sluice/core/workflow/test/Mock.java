package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.time.Duration;

/**
 * What stands in for a call.
 *
 * @param failed whether the call fails
 * @param value what the task gives before its {@code output.as}; of one that fails, parts of the
 *     error: {@code type}, {@code status}, {@code title}, {@code detail}
 * @param delay how long the call takes, in the time of the test
 */
public record Mock(boolean failed, JsonNode value, Duration delay) {
  private static final int OK = 200;
  private static final int FAILED = 500;

  /** What the engine is told as the answer to a request. */
  JsonNode answer(String kind, JsonNode request) {
    if (!isHttp(kind)) {
      return value;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("statusCode", OK).putObject("headers");
    boolean whole = request.path("output").asText().equals("response");
    return whole && value instanceof ObjectNode response
        ? answer.setAll(response)
        : answer.set("content", value);
  }

  /** What the engine is told as the failure of a call. */
  WorkflowError error(String kind) {
    int status = value.path("status").asInt(FAILED);
    String detail = value.path("detail").asText("the mock says so");
    ObjectNode json =
        (isHttp(kind)
                ? WorkflowError.communication(status, detail)
                : WorkflowError.runtime(status, detail))
            .json();
    return WorkflowError.of(value instanceof ObjectNode parts ? json.setAll(parts) : json);
  }

  private static boolean isHttp(String kind) {
    return kind.equals("http") || kind.equals("openapi");
  }
}

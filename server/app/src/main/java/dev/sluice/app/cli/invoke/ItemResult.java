package dev.sluice.app.cli.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionError;
import dev.sluice.api.Problem;
import dev.sluice.app.cli.text.Json;
import dev.sluice.client.InvokeResult;
import dev.sluice.client.SluiceApiException;
import java.io.IOException;
import java.util.Set;

/**
 * What one item came to.
 *
 * @param line a JSON value on one line: the function's answer, or {@code {"error":{...}}}
 */
record ItemResult(boolean succeeded, String line) {
  /** Stands after the last item; no other has a line end in its line. */
  static final ItemResult END = new ItemResult(true, "\n");

  /** Refusals that every later item would get too. */
  private static final Set<ErrorCode> HOPELESS =
      Set.of(
          ErrorCode.UNAUTHENTICATED,
          ErrorCode.FUNCTION_NOT_FOUND,
          ErrorCode.VERSION_NOT_FOUND,
          ErrorCode.ALIAS_NOT_FOUND,
          ErrorCode.FUNCTION_DISABLED,
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          ErrorCode.INVALID_NAME,
          ErrorCode.SHUTTING_DOWN);

  /**
   * Invokes for an item.
   *
   * @throws IOException when the server cannot be reached
   * @throws SluiceApiException when it refuses what all items have in common
   */
  static ItemResult of(ItemCall call, byte[] item) throws IOException {
    try {
      InvokeResult result = call.invoke(item);
      Problem problem = result.problem();
      return problem == null
          ? new ItemResult(true, line(result))
          : failed(problem, result.invocation());
    } catch (SluiceApiException e) {
      if (e.code().map(HOPELESS::contains).orElse(false)) {
        throw e;
      }
      return failed(e.problem(), "");
    }
  }

  private static ItemResult failed(Problem problem, String invocation) {
    FunctionError error = problem.error();
    ObjectNode document = Json.MAPPER.createObjectNode();
    ObjectNode fields = document.putObject("error");
    fields.put("code", problem.code());
    if (error != null) {
      fields.put("type", error.type());
    }
    fields.put("message", error == null ? problem.detail() : error.message());
    if (!invocation.isEmpty()) {
      fields.put("invocation", invocation);
    }
    return new ItemResult(false, Json.line(document));
  }

  /** JSON as it is when it is on one line already, and anything else as a JSON string. */
  private static String line(InvokeResult result) {
    String text = result.text();
    if (!ResultPrinter.isJson(result.contentType())) {
      return Json.line(text);
    }
    if (text.isBlank()) {
      return "null";
    }
    if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
      return text;
    }
    try {
      return Json.line(Json.MAPPER.readTree(text));
    } catch (IOException e) {
      return Json.line(text);
    }
  }
}

package dev.sluice.app.cli.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.FunctionError;
import dev.sluice.api.Problem;
import dev.sluice.app.cli.shell.Console;
import dev.sluice.app.cli.text.Json;
import dev.sluice.app.cli.text.Words;
import dev.sluice.client.InvokeResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Prints what one invocation came to.
 *
 * @param json print the answer within a JSON document that also has its headers
 * @param log print the log's tail
 * @param verbose print what else is known of it
 */
public record ResultPrinter(Console console, boolean json, boolean log, boolean verbose) {

  /** Prints it; the result is whether the function succeeded. */
  public boolean print(InvokeResult result) {
    if (log) {
      result.logTail().forEach(console::note);
    }
    if (verbose) {
      console.note(
          "invocation "
              + result.invocation()
              + " of version "
              + result.version()
              + ", "
              + (result.cold() ? "cold" : "warm")
              + " start, "
              + Words.millis(result.durationMs()));
    }
    if (json) {
      console.print(Json.pretty(document(result)));
    }
    Problem problem = result.problem();
    if (problem != null) {
      failed(problem);
    } else if (!json) {
      body(result);
    }
    return result.succeeded();
  }

  private void failed(Problem problem) {
    FunctionError error = problem.error();
    if (error == null) {
      console.note("error: " + Words.oneLine(problem.detail()) + " (" + problem.code() + ")");
      return;
    }
    console.note("error: " + sentence(error));
    List<String> stack = error.stack();
    if (stack != null && (log || verbose)) {
      stack.stream().flatMap(String::lines).forEach(line -> console.note("    " + line));
    }
  }

  /** {@code TYPE: message (code)} on one line. */
  static String sentence(FunctionError error) {
    String message = Words.oneLine(error.message());
    return error.type() + (message.isEmpty() ? "" : ": " + message) + " (" + error.code() + ")";
  }

  private void body(InvokeResult result) {
    if (!console.outTerminal()) {
      console.write(result.body());
      return;
    }
    String text = result.text();
    if (isJson(result.contentType())) {
      try {
        console.print(Json.pretty(Json.MAPPER.readTree(result.body())));
        return;
      } catch (IOException e) {
        // It says it is JSON and is not: it is shown as it is.
        console.flush();
      }
    }
    console.print(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
  }

  private static ObjectNode document(InvokeResult result) {
    ObjectNode document = Json.MAPPER.createObjectNode();
    document.put("invocation", result.invocation());
    document.put("version", result.version());
    document.put("start", result.cold() ? "cold" : "warm");
    document.put("durationMs", result.durationMs());
    Problem problem = result.problem();
    if (problem != null) {
      document.set(
          "error", Json.MAPPER.valueToTree(problem.error() == null ? problem : problem.error()));
    } else {
      document.put("contentType", result.contentType());
      body(document, result);
    }
    if (!result.logTail().isEmpty()) {
      result.logTail().forEach(document.putArray("log")::add);
    }
    return document;
  }

  private static void body(ObjectNode document, InvokeResult result) {
    if (isJson(result.contentType())) {
      try {
        document.set("body", Json.MAPPER.readTree(result.body()));
        return;
      } catch (IOException e) {
        document.put("body", result.text());
        return;
      }
    }
    document.put("body", result.text());
  }

  /** Whether a media type is JSON or ends in {@code +json}. */
  static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase("application/json")
        || type.toLowerCase(Locale.ROOT).endsWith("+json");
  }
}

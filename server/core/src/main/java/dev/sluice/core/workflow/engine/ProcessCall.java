package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** Scripts and shell commands that tasks run. */
final class ProcessCall {
  static final String SCRIPT = "script";
  static final String SHELL = "shell";

  /** What the documents call languages, and we. */
  private static final Map<String, String> LANGUAGES =
      Map.of("javascript", "javascript", "js", "javascript", "python", "python");

  private ProcessCall() {}

  /**
   * Takes one from a document.
   *
   * @param kind {@link #SCRIPT} or {@link #SHELL}
   * @param run what the task runs
   */
  static Work compile(String kind, JsonNode run, String place) throws InvalidDefinitionException {
    JsonNode written = run.path(kind);
    String at = place + "/" + kind;
    if (!run.path("await").asBoolean(true)) {
      throw new InvalidDefinitionException(
          place, "a " + kind + " is always waited for; fork, or run a workflow that nobody awaits");
    }
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    if (kind.equals(SCRIPT)) {
      String named = written.path("language").asText().toLowerCase(Locale.ROOT);
      String language = LANGUAGES.get(named);
      if (language == null) {
        throw new InvalidDefinitionException(
            at, "the language '" + named + "' is not run here; javascript and python are");
      }
      arguments.put("language", language);
      source(written, arguments, at);
    } else {
      arguments.set("code", written.path("command"));
    }
    for (String field : new String[] {"arguments", "environment", "stdin"}) {
      if (written.has(field)) {
        arguments.set(field, written.get(field));
      }
    }
    arguments.put("return", run.path("return").asText("stdout"));
    return Work.Call.of(kind, "", Template.of(arguments, at), null, true);
  }

  private static void source(JsonNode written, ObjectNode arguments, String at)
      throws InvalidDefinitionException {
    if (!written.has("source")) {
      arguments.set("code", written.path("code"));
      return;
    }
    JsonNode endpoint = written.path("source").path("endpoint");
    JsonNode uri = endpoint.isObject() ? endpoint.path("uri") : endpoint;
    if (endpoint.has("authentication") || !uri.isTextual()) {
      throw new InvalidDefinitionException(
          at + "/source", "a script's source is an address that asks for no authentication");
    }
    arguments.set("source", uri);
  }

  /** What is asked for: all that a process gets is text. */
  static JsonNode request(JsonNode filled) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    for (String field : new String[] {"language", "code", "source", "return"}) {
      if (filled.has(field)) {
        request.put(field, text(filled.get(field)));
      }
    }
    ArrayNode arguments = request.putArray("arguments");
    filled.path("arguments").forEach(one -> arguments.add(text(one)));
    ObjectNode environment = request.putObject("environment");
    filled
        .path("environment")
        .properties()
        .forEach(one -> environment.put(one.getKey(), text(one.getValue())));
    request.put("stdin", filled.has("stdin") ? text(filled.get("stdin")) : "");
    return request;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.isNull() ? "" : value.toString();
  }
}

package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of the outside, and what is made of its answers. */
final class Requests {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private Requests() {}

  /**
   * A request, without what authenticates it.
   *
   * @param written the call's arguments, or what is shown of them
   */
  static JsonNode of(Work.Call call, Template written, Data data) {
    JsonNode arguments = written.fill(data);
    return switch (call.kind()) {
      case "http" -> http(arguments, data);
      case "openapi" -> openApi(arguments, data);
      case "workflow" -> workflow(call.target(), arguments, data);
      case ProcessCall.SCRIPT, ProcessCall.SHELL -> ProcessCall.request(arguments);
      default -> function(call.target(), arguments, data);
    };
  }

  private static JsonNode function(String name, JsonNode arguments, Data data) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("function", name);
    request.put("qualifier", arguments.path("qualifier").asText("latest"));
    JsonNode event = data.input();
    if (arguments.has("event")) {
      event = arguments.get("event");
    } else if (arguments instanceof ObjectNode object) {
      ObjectNode rest = object.deepCopy();
      rest.remove("qualifier");
      event = rest.isEmpty() ? event : rest;
    } else if (!arguments.isNull()) {
      event = arguments;
    }
    request.set("event", event);
    return request;
  }

  private static JsonNode workflow(String name, JsonNode arguments, Data data) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("workflow", name).put("version", arguments.path("version").asText());
    if (arguments.path("key").isTextual()) {
      request.set("key", arguments.get("key"));
    }
    request.set("input", arguments.has("input") ? arguments.get("input") : data.input());
    return request;
  }

  private static JsonNode http(JsonNode arguments, Data data) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("method", arguments.path("method").asText("get"));
    request.put("uri", uri(arguments.path("endpoint"), data));
    for (String name : new String[] {"headers", "query", "body", "redirect", "output"}) {
      if (arguments.hasNonNull(name)) {
        request.set(name, arguments.get(name));
      }
    }
    return request;
  }

  private static JsonNode openApi(JsonNode arguments, Data data) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("document", uri(arguments.path("document").path("endpoint"), data));
    request.put("operationId", arguments.path("operationId").asText());
    for (String name : new String[] {"parameters", "redirect", "output"}) {
      if (arguments.hasNonNull(name)) {
        request.set(name, arguments.get(name));
      }
    }
    return request;
  }

  private static String uri(JsonNode endpoint, Data data) {
    String template = endpoint.isObject() ? endpoint.path("uri").asText() : endpoint.asText();
    Matcher places = PLACE.matcher(template);
    StringBuilder uri = new StringBuilder();
    while (places.find()) {
      places.appendReplacement(uri, Matcher.quoteReplacement(value(places.group(1), data)));
    }
    places.appendTail(uri);
    if (uri.isEmpty()) {
      throw new RaisedException(WorkflowError.configuration("the endpoint has no URI"));
    }
    return uri.toString();
  }

  private static String value(String name, Data data) {
    JsonNode value = data.input().path(name);
    JsonNode found = value.isMissingNode() ? Data.orNull(data.names().get(name)) : value;
    if (found.isNull() || found.isContainerNode()) {
      throw new RaisedException(
          WorkflowError.configuration("the URI's {" + name + "} is no value of the input"));
    }
    return URLEncoder.encode(found.asText(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What a task gives of an answer. */
  static JsonNode output(Work.Call call, Data data, JsonNode answer) {
    if (!call.kind().equals("http") && !call.kind().equals("openapi")) {
      return answer;
    }
    int status = answer.path("statusCode").asInt();
    JsonNode arguments = call.shown().fill(data);
    boolean redirects = arguments.path("redirect").asBoolean(false);
    if (status < 200 || status >= (redirects ? 400 : 300)) {
      String detail = "the answer's status is " + status;
      throw new RaisedException(WorkflowError.communication(status, detail));
    }
    return arguments.path("output").asText("content").equals("response")
        ? answer
        : Data.orNull(answer.get("content"));
  }
}

package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Operations that a document of OpenAPI 3 or Swagger 2 describes, as requests of HTTP. */
public final class OpenApi {
  private OpenApi() {}

  /**
   * The request of an operation.
   *
   * @param call with {@code document}, {@code operationId} and {@code parameters}
   * @param document that was read from there
   * @throws IllegalArgumentException where it has no such operation; the message says so
   */
  public static ObjectNode request(JsonNode call, JsonNode document) {
    String wanted = call.path("operationId").asText();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getValue().path("operationId").asText().equals(wanted)) {
          return request(
              call,
              document,
              path.getKey(),
              operation.getKey(),
              path.getValue(),
              operation.getValue());
        }
      }
    }
    throw new IllegalArgumentException("the document has no operation " + wanted);
  }

  private static ObjectNode request(
      JsonNode call,
      JsonNode document,
      String path,
      String method,
      JsonNode shared,
      JsonNode operation) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode given = JsonNodeFactory.instance.objectNode();
    call.path("parameters").properties().forEach(p -> given.set(p.getKey(), p.getValue()));
    String target = path;
    for (JsonNode list : new JsonNode[] {shared.path("parameters"), operation.path("parameters")}) {
      for (JsonNode reference : list) {
        JsonNode parameter = resolved(document, reference);
        String name = parameter.path("name").asText();
        JsonNode value = given.get(name);
        if (value == null) {
          continue;
        }
        switch (parameter.path("in").asText()) {
          case "path" -> {
            target = target.replace("{" + name + "}", encoded(value.asText()));
            given.remove(name);
          }
          case "query" -> {
            request.withObjectProperty("query").set(name, value);
            given.remove(name);
          }
          case "header" -> {
            request.withObjectProperty("headers").set(name, value);
            given.remove(name);
          }
          case "body" -> {
            request.set("body", value);
            given.remove(name);
          }
          default -> {
            // What is left goes into the body.
          }
        }
      }
    }
    if (!given.isEmpty() && (operation.has("requestBody") || !request.has("body"))) {
      boolean bodyless = method.equals("get") || method.equals("head") || method.equals("delete");
      request.set(bodyless ? "query" : "body", given.has("body") ? given.get("body") : given);
    }
    request.put("method", method);
    request.put("uri", base(call, document) + target);
    for (String name : new String[] {"redirect", "output"}) {
      if (call.has(name)) {
        request.set(name, call.get(name));
      }
    }
    return request;
  }

  private static JsonNode resolved(JsonNode document, JsonNode reference) {
    String pointer = reference.path("$ref").asText();
    return pointer.startsWith("#") ? document.at(pointer.substring(1)) : reference;
  }

  private static String base(JsonNode call, JsonNode document) {
    URI home = URI.create(call.path("document").asText());
    if (document.has("swagger")) {
      JsonNode schemes = document.path("schemes");
      String scheme = home.getScheme();
      for (JsonNode one : schemes) {
        scheme = one.asText().equals(home.getScheme()) ? home.getScheme() : scheme;
      }
      String host = document.path("host").asText(home.getAuthority());
      return scheme + "://" + host + trimmed(document.path("basePath").asText(""));
    }
    String server = document.path("servers").path(0).path("url").asText("/");
    return trimmed(home.resolve(server).toString());
  }

  private static String trimmed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What workflows of the scenarios call: functions with answers that scenarios give, and a server in
 * place of a pet store and of one that asks for passwords.
 */
final class Fixture implements World.Outside, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PET = "{\"id\":%s,\"name\":\"Rex\",\"status\":\"available\"}";

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();

  Fixture() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  /** What a function says; the last one is said again and again. */
  record Answer(@Nullable JsonNode result, int status, boolean open) {}

  void answers(String function, Answer answer) {
    answers.computeIfAbsent(function, name -> new ArrayDeque<>()).add(answer);
  }

  @Override
  public @Nullable JsonNode call(Engine.PendingCall call, @Nullable JsonNode authentication) {
    try {
      return switch (call.kind()) {
        case "http" -> http((ObjectNode) call.request(), authentication);
        case "openapi" -> http(OpenApi.request(call.request(), swagger(call)), authentication);
        default -> function(call);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable JsonNode function(Engine.PendingCall call) {
    Deque<Answer> all = answers.get(World.name(call));
    if (all == null) {
      // One that nobody has said anything about gives what it gets.
      JsonNode event = call.request().get("event");
      return event == null ? call.request().get("input") : event;
    }
    Answer answer = all.size() > 1 ? all.poll() : all.element();
    if (answer.status != 0) {
      throw new RaisedException(WorkflowError.runtime(answer.status, "the function failed"));
    }
    return answer.open ? null : answer.result;
  }

  private JsonNode swagger(Engine.PendingCall call) throws IOException, InterruptedException {
    ObjectNode get = JsonNodeFactory.instance.objectNode().put("method", "get");
    get.put("uri", call.request().path("document").asText());
    return http(get, null).get("content");
  }

  private JsonNode http(ObjectNode request, @Nullable JsonNode authentication)
      throws IOException, InterruptedException {
    URI asked = URI.create(request.path("uri").asText());
    StringBuilder query = new StringBuilder(asked.getRawQuery() == null ? "" : asked.getRawQuery());
    for (Map.Entry<String, JsonNode> one : request.path("query").properties()) {
      query.append(query.isEmpty() ? "" : "&").append(one.getKey()).append('=');
      query.append(one.getValue().asText());
    }
    URI here =
        URI.create(
            "http://127.0.0.1:"
                + server.getAddress().getPort()
                + asked.getRawPath()
                + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder builder = HttpRequest.newBuilder(here);
    JsonNode basic = authentication == null ? null : authentication.get("basic");
    if (basic != null) {
      String pair = basic.path("username").asText() + ":" + basic.path("password").asText();
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      builder.header("Authorization", "Basic " + encoded);
    }
    String body = request.path("body").isMissingNode() ? "" : request.get("body").toString();
    HttpResponse<String> response =
        client.send(
            builder
                .method(
                    request.path("method").asText().toUpperCase(java.util.Locale.ROOT),
                    HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode sent = answer.putObject("request");
    sent.put("method", request.path("method").asText()).put("uri", asked.toString());
    sent.putObject("headers");
    answer.put("statusCode", response.statusCode()).putObject("headers");
    answer.set("content", content(response.body()));
    return answer;
  }

  private static JsonNode content(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(body);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = 200;
    String body = "";
    if (path.equals("/v2/swagger.json")) {
      body =
          "{\"swagger\":\"2.0\",\"host\":\"petstore.swagger.io\",\"basePath\":\"/v2\",\"paths\":{"
              + "\"/pet/{petId}\":{\"get\":{\"operationId\":\"getPetById\",\"parameters\":"
              + "[{\"name\":\"petId\",\"in\":\"path\"}]}},\"/pet/findByStatus\":{\"get\":"
              + "{\"operationId\":\"findPetsByStatus\",\"parameters\":"
              + "[{\"name\":\"status\",\"in\":\"query\"}]}}}}";
    } else if (path.equals("/v2/pet/findByStatus")) {
      boolean available = "status=available".equals(exchange.getRequestURI().getQuery());
      body = available ? "[" + String.format(PET, "1") + "]" : "[]";
    } else if (path.matches("/v2/pet/\\d+")) {
      body = String.format(PET, path.substring(8));
    } else if (path.startsWith("/basic-auth/")) {
      String[] parts = path.split("/", -1);
      String pair = parts[2] + ":" + parts[3];
      String wanted =
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      status = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401;
      body = "{\"authenticated\":" + (status == 200) + "}";
    } else if (path.equals("/echo")) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      body = new String(sent, StandardCharsets.UTF_8);
    } else {
      status = 404;
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

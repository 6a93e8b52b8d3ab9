package dev.sluice.app.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.core.workflow.Outside.CallFailedException;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Requests over HTTP for tasks of workflows. Thread-safe. */
final class HttpCalls {
  private static final int MOST_BYTES = 10 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Each has a thread and keys for TLS, which most servers never need. */
  private final Map<HttpClient.Redirect, HttpClient> clients = new ConcurrentHashMap<>();

  private HttpClient client(HttpClient.Redirect redirect) {
    return clients.computeIfAbsent(
        redirect,
        is ->
            HttpClient.newBuilder()
                .followRedirects(is)
                .connectTimeout(Duration.ofSeconds(30))
                .build());
  }

  /** What a text at an address says. */
  String text(String uri) throws CallFailedException, InterruptedException {
    byte[] bytes = Base64.getDecoder().decode(content(get(uri).put("output", "raw")).asText());
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What a document at an address says. */
  JsonNode document(String uri) throws CallFailedException, InterruptedException {
    return content(get(uri));
  }

  private static ObjectNode get(String uri) {
    return JsonNodeFactory.instance.objectNode().put("method", "get").put("uri", uri);
  }

  private JsonNode content(ObjectNode get) throws CallFailedException, InterruptedException {
    JsonNode answer = call(get, null, "");
    if (answer.path("statusCode").asInt() != 200) {
      throw failed(
          answer.path("statusCode").asInt(),
          "the document " + get.path("uri").asText() + " cannot be read");
    }
    return answer.path("content");
  }

  /**
   * Sends a request and waits.
   *
   * @param key sent along, so that who is called can tell repetitions; empty for none
   */
  JsonNode call(JsonNode request, @Nullable JsonNode authentication, String key)
      throws CallFailedException, InterruptedException {
    URI uri = uri(request);
    ObjectNode headers = JsonNodeFactory.instance.objectNode();
    request
        .path("headers")
        .properties()
        .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode sent = answer.putObject("request");
    sent.put("method", request.path("method").asText()).put("uri", uri.toString());
    sent.set("headers", headers.deepCopy());
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(PATIENCE);
      if (!key.isEmpty()) {
        builder.setHeader("Idempotency-Key", key);
      }
      builder.method(
          request.path("method").asText().toUpperCase(Locale.ROOT), body(request, builder));
      headers.properties().forEach(h -> builder.setHeader(h.getKey(), h.getValue().asText()));
      authenticate(builder, authentication);
      boolean follows = request.path("redirect").asBoolean(false);
      HttpResponse<InputStream> response =
          client(follows ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
              .send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
      answer.put("statusCode", response.statusCode());
      ObjectNode got = answer.putObject("headers");
      response.headers().map().forEach((name, values) -> got.put(name, String.join(", ", values)));
      answer.set("content", content(request, read(response)));
      return answer;
    } catch (IllegalArgumentException e) {
      throw failed(400, "the request cannot be sent: " + e.getMessage());
    } catch (IOException e) {
      throw failed(503, "there is no answer from " + uri.getAuthority());
    }
  }

  private static byte[] read(HttpResponse<InputStream> response)
      throws IOException, CallFailedException {
    try (InputStream in = response.body()) {
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw failed(502, "the answer has more than " + MOST_BYTES + " bytes");
      }
      return body;
    }
  }

  private static JsonNode content(JsonNode request, byte[] body) {
    return request.path("output").asText().equals("raw")
        ? TextNode.valueOf(Base64.getEncoder().encodeToString(body))
        : WorkflowOutside.content(body);
  }

  private static HttpRequest.BodyPublisher body(JsonNode request, HttpRequest.Builder builder) {
    JsonNode body = request.path("body");
    if (body.isMissingNode()) {
      return HttpRequest.BodyPublishers.noBody();
    }
    builder.setHeader("Content-Type", body.isTextual() ? "text/plain" : "application/json");
    return HttpRequest.BodyPublishers.ofString(
        body.isTextual() ? body.textValue() : body.toString());
  }

  private static void authenticate(HttpRequest.Builder builder, @Nullable JsonNode policy)
      throws CallFailedException {
    if (policy == null) {
      return;
    }
    if (policy.has("basic")) {
      String pair =
          policy.at("/basic/username").asText() + ":" + policy.at("/basic/password").asText();
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      builder.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    } else if (policy.has("bearer")) {
      builder.setHeader("Authorization", "Bearer " + policy.at("/bearer/token").asText());
    } else {
      throw failed(401, "calls are authenticated by 'basic' or 'bearer' alone");
    }
  }

  private static URI uri(JsonNode request) throws CallFailedException {
    StringBuilder uri = new StringBuilder(request.path("uri").asText());
    for (Map.Entry<String, JsonNode> one : request.path("query").properties()) {
      uri.append(uri.indexOf("?") < 0 ? '?' : '&').append(encoded(one.getKey())).append('=');
      uri.append(encoded(one.getValue().asText()));
    }
    try {
      URI made = URI.create(uri.toString());
      String scheme = made.getScheme();
      if (made.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return made;
      }
    } catch (IllegalArgumentException e) {
      // It is told below.
    }
    throw failed(400, "'" + uri + "' is no address of HTTP");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static CallFailedException failed(int status, String why) {
    return new CallFailedException(WorkflowError.communication(status, why));
  }
}

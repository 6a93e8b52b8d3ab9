package dev.sluice.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.app.config.ConfigLoader;
import dev.sluice.app.config.ServerConfig;
import dev.sluice.app.config.ServerFlags;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The real wiring on free ports over a fake sandbox, and raw requests to it. */
public final class TestServer implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  public static final String TYPE_JSON = "application/json";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public final FakeSandbox sandbox = new FakeSandbox();
  public final Path data;
  private final ServerWiring wiring;

  private TestServer(Path data, Map<String, String> settings) throws Exception {
    this.data = data;
    this.wiring = ServerWiring.start(config(data, settings), (choice, state, clock, t) -> sandbox);
  }

  /** Starts one; settings are variables of the environment. */
  public static TestServer start(Path data, Map<String, String> settings) throws Exception {
    return new TestServer(data, settings);
  }

  private static ServerConfig config(Path data, Map<String, String> settings) throws Exception {
    ServerFlags flags =
        new ServerFlags(data.toString(), "127.0.0.1:0", "127.0.0.1:0", null, "process");
    return ConfigLoader.load(flags, settings, data);
  }

  public URI url() {
    return wiring.url();
  }

  public URI gateway() {
    return wiring.gateway();
  }

  public String token() throws IOException {
    return Files.readString(data.resolve("admin.token")).strip();
  }

  /** A request with the admin's token. */
  public HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token());
  }

  public static Answer send(HttpRequest request) throws Exception {
    return new Answer(HTTP.send(request, BodyHandlers.ofByteArray()));
  }

  public static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body)
      throws Exception {
    return HTTP.send(request, body);
  }

  public Answer get(String path, String... headers) throws Exception {
    return send(with(request(path), headers).GET().build());
  }

  public Answer delete(String path, String... headers) throws Exception {
    return send(with(request(path), headers).DELETE().build());
  }

  /** Sends JSON. */
  public Answer send(String method, String path, String json, String... headers) throws Exception {
    return send(
        with(request(path), headers)
            .header("Content-Type", TYPE_JSON)
            .method(method, BodyPublishers.ofString(json))
            .build());
  }

  public Answer post(String path, String json, String... headers) throws Exception {
    return send("POST", path, json, headers);
  }

  private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** A function that does what the fake does for this handler. */
  public Answer create(String name, String handler) throws Exception {
    return post("/v1/functions", spec(name, handler).toString());
  }

  public static ObjectNode spec(String name, String handler) {
    ObjectNode spec =
        JSON.createObjectNode().put("name", name).put("runtime", "python3").put("handler", handler);
    spec.putObject("code").put("inline", "# " + name + "\n");
    return spec;
  }

  @Override
  public void close() {
    wiring.close();
  }

  /** An answer, whole. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }

    /** The problem's code; fails where the answer is no problem. */
    public String code() throws IOException {
      JsonNode problem = json();
      if (!header("Content-Type").equals("application/problem+json")
          || problem.path("status").asInt() != status()) {
        throw new AssertionError("no problem but " + status() + " " + text());
      }
      return problem.path("code").asText();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** All headers, one value each. */
    public Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return headers;
    }
  }
}

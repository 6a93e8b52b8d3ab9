package dev.sluice.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Plain requests, for what the client would never send. Thread-safe. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final String JSON = "application/json";

  private final Connection connection;

  /** Requests to this server with its token. */
  public Http(Connection connection) {
    this.connection = connection;
  }

  /** The same with another token, or none at all when null. */
  public Http withToken(String token) {
    return new Http(new Connection(connection.url(), token, null));
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, Map.of(), new byte[0]);
  }

  public Answer post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, Map.of("Content-Type", JSON), json.getBytes(StandardCharsets.UTF_8));
  }

  public Answer put(String path, String json) throws IOException, InterruptedException {
    return send("PUT", path, Map.of("Content-Type", JSON), json.getBytes(StandardCharsets.UTF_8));
  }

  /** Any request. */
  public Answer send(String method, String path, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(connection.url() + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (connection.token() != null) {
      request.header("Authorization", "Bearer " + connection.token());
    }
    headers.forEach(request::header);
    return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  /** What came back. */
  public record Answer(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    /** The header's first value; empty when there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public byte[] body() {
      return response.body();
    }

    public JsonNode json() {
      return Json.read(text());
    }

    /** Checks that this is the error, whole and well-formed. */
    public Answer assertProblem(ErrorCode code) {
      assertThat(status()).as("status of: %s", text()).isEqualTo(code.status());
      assertThat(header("Content-Type")).startsWith(Problem.MEDIA_TYPE);
      JsonNode problem = json();
      assertThat(problem.path("code").asText()).as(text()).isEqualTo(code.code());
      assertThat(problem.path("status").asInt()).isEqualTo(code.status());
      assertThat(problem.path("title").asText()).isEqualTo(code.title());
      assertThat(problem.path("type").asText()).isEqualTo("urn:sluice:error:" + code.code());
      assertThat(problem.path("culprit").asText())
          .isEqualTo(code.culprit().name().toLowerCase(Locale.ROOT));
      assertThat(problem.path("detail").asText()).isNotBlank();
      return this;
    }
  }
}

package dev.sluice.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.Problem;
import dev.sluice.api.SluiceHeaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests with the connection's token and turns error answers into exceptions. */
final class Transport {
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Connection connection;
  private final HttpClient http;

  Transport(Connection connection) {
    this.connection = connection;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
  }

  Connection connection() {
    return connection;
  }

  HttpRequest.Builder request(String path, Duration timeout) {
    HttpRequest.Builder builder = stream(path);
    return builder.timeout(timeout);
  }

  /** A request that may stay open for ever. */
  HttpRequest.Builder stream(String path) {
    String base = connection.url().toString();
    URI uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    if (connection.token() != null) {
      builder.header("Authorization", "Bearer " + connection.token());
    }
    if (connection.namespace() != null) {
      builder.header(SluiceHeaders.NAMESPACE, connection.namespace());
    }
    return builder;
  }

  static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the request cannot be written as JSON", e);
    }
  }

  <T> T read(HttpRequest request, Class<T> type) throws IOException {
    return JSON.readValue(succeed(request).body(), type);
  }

  <T> T read(HttpRequest request, TypeReference<T> type) throws IOException {
    return JSON.readValue(succeed(request).body(), type);
  }

  /** The answer of a request that must succeed. */
  HttpResponse<byte[]> succeed(HttpRequest request) throws IOException {
    HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() >= 400) {
      throw new SluiceApiException(
          problem(response.statusCode(), contentType(response), response.body()));
    }
    return response;
  }

  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  static @Nullable String contentType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse(null);
  }

  /** The problem in an error answer; one made up where something else than a server answered. */
  static Problem problem(int status, @Nullable String contentType, byte[] body) {
    if (contentType != null && contentType.startsWith(Problem.MEDIA_TYPE)) {
      try {
        return JSON.readValue(body, Problem.class);
      } catch (IOException e) {
        return unreadable(status);
      }
    }
    return unreadable(status);
  }

  private static Problem unreadable(int status) {
    return new Problem(
        "about:blank",
        "The answer is not Sluice's",
        status,
        ErrorCode.INTERNAL.code(),
        "server",
        "The server answered " + status + " without saying why.",
        "Check that the address is that of a Sluice server.",
        null,
        null,
        null,
        null);
  }
}

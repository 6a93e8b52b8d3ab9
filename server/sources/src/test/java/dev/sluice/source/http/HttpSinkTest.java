package dev.sluice.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.source.harness.GivenSettings;
import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.InvalidSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that are posted to a server of HTTP. */
final class HttpSinkTest {
  private static final SinkEvent EVENT =
      new SinkEvent(
          "1", "application/cloudevents+json", "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8));

  private final HttpSink kind = new HttpSink();
  private final List<String> got = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 202;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          got.add(
              "%s %s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      exchange.getRequestHeaders().getFirst("X-Shop"),
                      new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private GivenSettings settings() {
    return new GivenSettings(kind)
        .with("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/in")
        .with("token", "t")
        .with("headers", Map.of("X-Shop", "7"));
  }

  @Test
  void shouldPostEvents() throws Exception {
    try (Sink sink = kind.open(settings().checked())) {
      sink.send(EVENT);
    }
    assertThat(got).containsExactly("POST application/cloudevents+json Bearer t 7 {\"id\":\"1\"}");
  }

  @Test
  void shouldTellWhatMayPassFromWhatWillNot() throws Exception {
    try (Sink sink = kind.open(settings().checked())) {
      for (int passing : List.of(500, 503, 429, 404, 401, 302)) {
        status = passing;
        assertThatThrownBy(() -> sink.send(EVENT))
            .isNotInstanceOf(RejectedEventException.class)
            .hasMessageContaining("the status " + passing);
      }
      status = 422;
      assertThatThrownBy(() -> sink.send(EVENT)).isInstanceOf(RejectedEventException.class);
    }
  }

  @Test
  void shouldSayThatNothingAnswers() throws Exception {
    server.stop(0);
    try (Sink sink = kind.open(settings().checked())) {
      assertThatThrownBy(() -> sink.send(EVENT)).hasMessageStartingWith("Nothing answers at");
    }
  }

  @Test
  void shouldRefuseSettingsThatCannotWork() {
    assertThatThrownBy(() -> settings().with("url", "ftp://host/x").checked())
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> settings().with("headers", Map.of("Authorization", "x")).checked())
        .isInstanceOf(InvalidSettingException.class);
    assertThatThrownBy(() -> settings().with("timeout", "0s").checked())
        .isInstanceOf(InvalidSettingException.class);
  }
}

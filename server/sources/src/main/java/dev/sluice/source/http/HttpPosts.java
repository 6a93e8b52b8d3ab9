package dev.sluice.source.http;

import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.sink.RejectedEventException;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/** One client, whose connections are kept. It does not follow redirections. Thread-safe. */
final class HttpPosts implements Sink {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** What may be another time: all that is no fault of the request. */
  private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 409, 421, 425, 429);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Settings settings;

  HttpPosts(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void send(SinkEvent event) throws Exception {
    String url = settings.text("url");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(settings.duration("timeout"))
            .header("Content-Type", event.contentType())
            .header("User-Agent", "sluice")
            .POST(BodyPublishers.ofByteArray(event.data()));
    settings.map("headers").forEach(request::setHeader);
    String token = settings.find("token");
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    int status = post(url, request.build()).statusCode();
    if (status / 100 == 2) {
      return;
    }
    String message = url + " answers with the status " + status + ".";
    if (status / 100 == 4 && !PASSING.contains(status)) {
      throw new RejectedEventException(message);
    }
    throw new NetworkFailure(message, null);
  }

  private HttpResponse<Void> post(String url, HttpRequest request)
      throws NetworkFailure, InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw NetworkFailure.of(url, e);
    }
  }

  @Override
  public void close() {
    // The client's threads end when nothing refers to it.
  }
}

package dev.sluice.e2e.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events that somebody sends to a webhook, and again where they were not answered. */
final class HookFeed implements BrokerFeed {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;

  /** To the server of this data directory, wherever it listens now. */
  HookFeed(Path data) {
    this.data = data;
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec("orders", "webhook", Map.of("verify", "none"), null);
  }

  @Override
  public Publisher connect() {
    return new Sender();
  }

  private final class Sender implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      String events =
          IntStream.range(from, to)
              .mapToObj(
                  n ->
                      "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/shop\",\"type\":\"t\"}"
                          .formatted(n))
              .collect(Collectors.joining(",", "[", "]"));
      try {
        String gateway =
            new ObjectMapper()
                .readTree(data.resolve(LocalServer.SERVER_FILE).toFile())
                .path("gateway")
                .asText();
        int status =
            http.send(
                    HttpRequest.newBuilder(URI.create(gateway + "/hooks/default/orders"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .POST(HttpRequest.BodyPublishers.ofString(events))
                        .build(),
                    BodyHandlers.discarding())
                .statusCode();
        if (status / 100 != 2) {
          throw new IOException("it answered " + status);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new LostException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LostException(e);
      }
    }

    @Override
    public void close() {}
  }

  /** There is none between. */
  @Override
  public void restartBroker() {}

  @Override
  public void close() {}
}

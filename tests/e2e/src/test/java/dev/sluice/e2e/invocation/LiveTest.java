package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.LiveEvent;
import dev.sluice.client.LiveStream;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Server-sent events. */
class LiveTest extends SharedServerTest {

  @Test
  void shouldTellOfChangesInvocationsAndLinesAsTheyHappen() throws Exception {
    String name = name("live");
    String other = name("live-other");
    List<LiveEvent> events = new CopyOnWriteArrayList<>();
    CountDownLatch opened = new CountDownLatch(1);
    CompletableFuture<Void> reader;
    try (LiveStream stream = new LiveStream()) {
      reader =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.stream(
                      Set.of("functions", "invocations", "logs"),
                      name,
                      stream,
                      opened::countDown,
                      events::add);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
      create(Sources.python(other, Sources.PYTHON_ECHO));
      create(Sources.python(name, "def handler(event, context):\n    print('said', event)\n"));
      call(name, "1");
      client.versions().publish(name, null, null);
      client.deleteFunction(name, null);
      Await.until(
          "the last event",
          () -> events.stream().anyMatch(event -> event.action().equals("deleted")));
    }
    reader.get(60, TimeUnit.SECONDS);
    assertThat(events).allMatch(event -> event.function().equals(name));
    assertThat(events)
        .extracting(event -> event.topic() + " " + event.action())
        .containsExactly(
            "logs line",
            "functions created",
            "logs line",
            "invocations finished",
            "logs line",
            "functions published",
            "logs line",
            "functions deleted");
    assertThat(events)
        .filteredOn(event -> event.topic().equals("logs"))
        .extracting(event -> event.log().text())
        .containsExactly("Created.", "said 1", "Published version 1.", "Deleted.");
    assertThat(events.get(3).invocation().status()).isEqualTo("succeeded");
  }

  @Test
  void shouldFollowTheLogOfAFunction() throws Exception {
    String name = name("followed");
    create(Sources.python(name, "def handler(event, context):\n    print('line', event)\n"));
    call(name, "1");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    client.connection().url() + "/v1/functions/" + name + "/logs?follow=true"))
            .header("Authorization", "Bearer " + client.connection().token())
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () ->
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))
                    .lines()
                    .takeWhile(line -> !line.contains("line 3"))
                    .forEach(seen::add));
    call(name, "2");
    call(name, "3");
    reader.get(60, TimeUnit.SECONDS);
    response.body().close();
    assertThat(seen).anyMatch(line -> line.startsWith("data:") && line.contains("line 2"));
  }
}

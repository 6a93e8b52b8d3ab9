package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.TestServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StreamsTest {
  @TempDir Path data;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data, Map.of("SLUICE_HTTP_MAX_STREAMS", "2"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldTellWhatHappensByTopic() throws Exception {
    try (BufferedReader in = stream("/v1/stream?topics=functions,invocations")) {
      assertThat(in.readLine()).startsWith(":");
      server.create("f", "main.log");
      server.post("/v1/functions/f/invoke", "1");

      List<String> first = event(in);
      assertThat(first).contains("event: functions", "id: 1");
      assertThat(first.get(first.size() - 1)).contains("\"created\"", "\"function\":\"f\"");
      List<String> second = event(in);
      assertThat(second).contains("event: invocations");
      assertThat(second.get(second.size() - 1)).contains("\"finished\"", "\"succeeded\"");
    }
  }

  @Test
  void shouldTellWhatHappensInExecutionsOfAWorkflow() throws Exception {
    for (String name : List.of("other", "steps")) {
      server.post(
          "/v1/workflows",
          "document: {dsl: 1.0.0, namespace: default, name: "
              + name
              + ", version: 1.0.0}\ndo:\n  - one: {set: {x: 1}}\n");
    }
    try (BufferedReader in = stream("/v1/stream?topics=executions&workflow=steps")) {
      in.readLine();
      server.post("/v1/workflows/other/executions", "{}");
      server.post("/v1/workflows/steps/executions", "{}");

      List<String> actions = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        List<String> event = event(in);
        assertThat(event).contains("event: executions");
        String data = event.get(event.size() - 1);
        assertThat(data).contains("\"workflow\":\"steps\"", "\"specversion\":\"1.0\"");
        actions.add(data.replaceAll(".*\"action\":\"([^\"]*)\".*", "$1"));
      }
      assertThat(actions)
          .containsExactly(
              "workflow.started",
              "task.created",
              "task.started",
              "task.completed",
              "workflow.completed");
    }
  }

  @Test
  void shouldTellOnlyOfOneFunction() throws Exception {
    server.create("f", "main.log");
    server.create("g", "main.log");
    try (BufferedReader in = stream("/v1/stream?topics=logs&function=g")) {
      in.readLine();
      server.post("/v1/functions/f/invoke", "1");
      server.post("/v1/functions/g/invoke", "2");

      List<String> event = event(in);
      assertThat(event.get(event.size() - 1)).contains("\"function\":\"g\"", "\"text\":\"2\"");
    }
    assertThat(server.get("/v1/stream?topics=log").json().path("hint").asText())
        .isEqualTo("Did you mean 'logs'?");
  }

  @Test
  void shouldFollowALogFromWhatIsStored() throws Exception {
    server.create("f", "main.log");
    server.post("/v1/functions/f/invoke", "1");
    try (BufferedReader in = stream("/v1/functions/f/logs?follow=true")) {
      assertThat(event(in)).anySatisfy(line -> assertThat(line).contains("\"text\":\"Created.\""));
      assertThat(event(in)).anySatisfy(line -> assertThat(line).contains("\"text\":\"1\""));
      server.post("/v1/functions/f/invoke", "2");
      assertThat(event(in)).anySatisfy(line -> assertThat(line).contains("\"text\":\"2\""));
    }
    assertThat(server.get("/v1/functions/g/logs?follow=true").code())
        .isEqualTo("function-not-found");
  }

  @Test
  void shouldEndStreamsWhenTheServerStops() throws Exception {
    try (BufferedReader in = stream("/v1/stream")) {
      in.readLine();
      server.close();

      String line = in.readLine();
      while (line != null) {
        line = in.readLine();
      }
    }
  }

  @Test
  void shouldRefuseMoreStreamsThanItMayHave() throws Exception {
    try (BufferedReader one = stream("/v1/stream");
        BufferedReader two = stream("/v1/stream")) {
      one.readLine();
      two.readLine();

      assertThat(server.get("/v1/stream").code()).isEqualTo("capacity-exceeded");
      assertThat(server.get("/v1/functions").status()).isEqualTo(200);
    }
  }

  private BufferedReader stream(String path) throws Exception {
    HttpResponse<InputStream> answer =
        TestServer.send(
            server.request(path).header("Accept", "text/event-stream").GET().build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** The lines of the next event; comments are skipped. */
  private static List<String> event(BufferedReader in) throws Exception {
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        lines.add(line);
      }
    }
    throw new AssertionError("the stream ended");
  }
}

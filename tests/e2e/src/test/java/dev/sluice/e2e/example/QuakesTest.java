package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The example on its real data: one event at a time in Python, their summary in JavaScript. */
class QuakesTest extends SharedServerTest {
  private static final Path EXAMPLE = Path.of(System.getProperty("sluice.examples"), "quakes");

  @Test
  void shouldComeToTheTotalsThatWereCountedByOtherMeans() throws Exception {
    String classify = name("quakes-classify");
    String summary = name("quakes-summary");
    create(
        Sources.handler(
            Sources.python(classify, Files.readString(EXAMPLE.resolve("classify.py"))),
            "classify.handler"));
    create(
        Sources.handler(
            Sources.node(summary, Files.readString(EXAMPLE.resolve("summary.js"))),
            "summary.handler"));
    List<String> classified = new ArrayList<>();
    for (JsonNode feature : feed().path("features")) {
      InvokeResult result = client.invoke(classify, InvokeRequest.json(feature.toString()));
      assertThat(result.problem()).as(feature.toString()).isNull();
      classified.add(result.text());
    }
    String events = "{\"events\":[" + String.join(",", classified) + "]}";
    JsonNode partial = Json.read(call(summary, events));
    JsonNode whole = Json.read(call(summary, "{\"summaries\":[" + partial + "]}"));
    JsonNode expected = Json.read(Files.readString(EXAMPLE.resolve("expected.json")));
    for (String count : List.of("events", "magnitudes", "depths", "kinds", "first", "last")) {
      assertThat(whole.path(count)).as(count).isEqualTo(expected.path(count));
    }
    for (String quake : List.of("strongest", "deepest")) {
      assertThat(whole.path(quake).path("id")).isEqualTo(expected.path(quake).path("id"));
    }
    assertThat(whole.path("text").asText()).contains(expected.path("events").asText());
  }

  @Test
  void shouldRefuseWhatIsNoEventOfTheFeed() throws Exception {
    String classify = name("quakes-refuses");
    create(
        Sources.handler(
            Sources.python(classify, Files.readString(EXAMPLE.resolve("classify.py"))),
            "classify.handler"));
    InvokeResult result = client.invoke(classify, InvokeRequest.json("{\"type\":\"Point\"}"));
    assertThat(result.problem()).isNotNull();
    assertThat(result.problem().error().message()).isNotBlank();
  }

  private static JsonNode feed() throws Exception {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("data/earthquakes.json.gz")))) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

package dev.sluice.source.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.spi.source.SourceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An example of a kind's events that Studio offers to try functions with. It has to be what the
 * connector would bring.
 *
 * @param event in the JSON format of CloudEvents
 */
public record StudioExample(JsonNode event) {
  private static final Path FILE =
      Path.of("../../plugins/dev.sluice.studio.core/src/dev/sluice/studio/core/invoke/events.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The example of this name. */
  public static StudioExample of(String name) throws IOException {
    for (JsonNode entry : JSON.readTree(FILE.toFile())) {
      if (entry.path("name").asText().equals(name)) {
        return new StudioExample(entry.path("event"));
      }
    }
    throw new IOException("Studio has no example of " + name);
  }

  /** An attribute, or an extension. */
  public String text(String attribute) {
    return event.path(attribute).asText();
  }

  /** Its time. */
  public Instant time() {
    return Instant.parse(text("time"));
  }

  /** Its data, a field of an object. */
  public JsonNode data(String field) {
    return event.path("data").path(field);
  }

  /** Its data as bytes. */
  public byte[] data() {
    return event.path("data").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Fails where the connector brings another event, in more than these attributes. */
  public void assertIs(SourceEvent brought, String... butFor) throws IOException {
    ObjectNode expected = event.deepCopy();
    expected.remove("specversion");
    ObjectNode found = JSON.createObjectNode();
    for (Map.Entry<String, String> attribute : brought.attributes().entrySet()) {
      found.put(attribute.getKey(), attribute.getValue());
    }
    found.set("data", JSON.readTree(brought.data()));
    List<String> names = new ArrayList<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(found.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(names);
    for (String each : butFor) {
      expected.remove(each);
      found.remove(each);
    }
    assertThat(found).isEqualTo(expected);
  }
}

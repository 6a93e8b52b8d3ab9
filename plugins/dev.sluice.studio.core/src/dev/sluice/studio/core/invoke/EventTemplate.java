package dev.sluice.studio.core.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An example of what a function gets from one kind of source. They are in {@code events.json}, and
 * as the server makes them: where a kind's events change, its example has to.
 *
 * @param name of the kind, short
 * @param payload a CloudEvent in the JSON format
 */
public record EventTemplate(String name, Payload payload) {
  private static final String FILE = "events.json";

  /** All of them, in the order to offer them. Reads a file of this bundle. */
  public static List<EventTemplate> all() {
    try (InputStream in = EventTemplate.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("there is no " + FILE);
      }
      List<EventTemplate> found = new ArrayList<>();
      for (JsonNode entry : new ObjectMapper().readTree(in)) {
        String text = JsonText.pretty(entry.path("event").toString());
        found.add(
            new EventTemplate(entry.path("name").asText(), new Payload(text, Payload.CLOUD_EVENT)));
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw new UncheckedIOException("the shipped examples of events cannot be read", e);
    }
  }
}

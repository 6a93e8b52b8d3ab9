package dev.sluice.core.association;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.Digests;
import dev.sluice.core.association.Association.Part;
import dev.sluice.core.queue.combination.PartEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What targets get of a whole combination: an event of its own, whose data has the events as they
 * came, under the names of their parts. Extensions in which all of them agree are its own too.
 * Immutable.
 *
 * @param id the same for the same events
 * @param subject what they have in common, or null
 */
record CombinedEvent(
    String id,
    URI source,
    @Nullable String subject,
    OffsetDateTime time,
    Map<String, Object> extensions,
    CloudEventData data)
    implements CloudEvent {
  /** The type of all of them. */
  static final String TYPE = "dev.sluice.association.combined";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATA = "data";
  private static final String BASE64 = "data_base64";

  /** Of these events, with their payloads; one for each part that is there. */
  static CombinedEvent of(Association association, String key, List<PartEvent> all, Instant now) {
    Map<String, PartEvent> byPart = new HashMap<>();
    all.forEach(event -> byPart.put(event.part(), event));
    List<PartEvent> events = new ArrayList<>();
    for (Part part : Objects.requireNonNull(association.rule().combine()).parts()) {
      PartEvent event = byPart.get(part.name());
      if (event != null) {
        events.add(event);
      }
    }
    byte[] data = data(events);
    return new CombinedEvent(
        id(events),
        URI.create(
            "/namespaces/" + association.namespace() + "/associations/" + association.name()),
        key.isEmpty() ? null : key,
        now.atOffset(ZoneOffset.UTC),
        extensions(events),
        () -> data);
  }

  private static String id(List<PartEvent> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(
        event -> text.append(event.part()).append(' ').append(event.digest()).append(' '));
    return Digests.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] data(List<PartEvent> events) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    String before = "{\"events\":{\"";
    for (PartEvent event : events) {
      // Names of parts need no escapes.
      data.writeBytes((before + event.part() + "\":").getBytes(StandardCharsets.UTF_8));
      data.writeBytes(payload(event));
      before = ",\"";
    }
    data.writeBytes("}}".getBytes(StandardCharsets.UTF_8));
    return data.toByteArray();
  }

  private static byte[] payload(PartEvent event) {
    return Objects.requireNonNull(event.payload(), "an event without its payload");
  }

  private static Map<String, Object> extensions(List<PartEvent> events) {
    Map<String, Object> common = new TreeMap<>();
    boolean first = true;
    for (PartEvent event : events) {
      Map<String, Object> own = extensions(payload(event));
      if (first) {
        common.putAll(own);
        first = false;
      }
      common.entrySet().removeIf(entry -> !entry.getValue().equals(own.get(entry.getKey())));
    }
    return common;
  }

  private static Map<String, Object> extensions(byte[] json) {
    Map<String, Object> extensions = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        boolean other =
            name.equals(DATA)
                || name.equals(BASE64)
                || name.equals("specversion")
                || SpecVersion.V1.getAllAttributes().contains(name);
        if (!other && value.isValueNode() && !value.isNull()) {
          extensions.put(name, value(value));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an event that was accepted is no JSON", e);
    }
    return extensions;
  }

  private static Object value(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isInt() ? (Object) value.intValue() : value.asText();
  }

  @Override
  public CloudEventData getData() {
    return data;
  }

  @Override
  public SpecVersion getSpecVersion() {
    return SpecVersion.V1;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String getType() {
    return TYPE;
  }

  @Override
  public URI getSource() {
    return source;
  }

  @Override
  public String getDataContentType() {
    return "application/json";
  }

  @Override
  public @Nullable URI getDataSchema() {
    return null;
  }

  @Override
  public @Nullable String getSubject() {
    return subject;
  }

  @Override
  public OffsetDateTime getTime() {
    return time;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return switch (name) {
      case "specversion" -> SpecVersion.V1.toString();
      case "id" -> id;
      case "type" -> TYPE;
      case "source" -> source;
      case "datacontenttype" -> getDataContentType();
      case "subject" -> subject;
      case "time" -> time;
      default -> null;
    };
  }

  @Override
  public @Nullable Object getExtension(String name) {
    return extensions.get(name);
  }

  @Override
  public Set<String> getExtensionNames() {
    return extensions.keySet();
  }
}

package dev.sluice.app.http;

import dev.sluice.core.SluiceException;
import dev.sluice.core.source.EventBinding;
import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sources bring, as CloudEvents. An event that cannot be what it claims to be keeps its data,
 * as bytes, and those attributes that are valid. Thread-safe.
 */
public final class SourceEvents implements EventBinding {
  private static final Set<String> REQUIRED = Set.of("id", "source", "type");
  private static final String TYPE = "datacontenttype";

  @Override
  public Bound bind(SourceEvent event) {
    String envelope = event.envelope();
    try {
      return new Bound(
          envelope == null
              ? List.of(strict(event))
              : CloudEventRequests.formatted(envelope, event.data()),
          null);
    } catch (SluiceException e) {
      return new Bound(List.of(lenient(event)), e.detail());
    }
  }

  private static CloudEvent strict(SourceEvent event) {
    CloudEventBuilder builder = CloudEventBuilder.v1();
    event
        .attributes()
        .forEach(
            (name, value) -> {
              EventAttributes.checkName(name);
              EventAttributes.set(builder, name, value);
            });
    for (String name : REQUIRED) {
      if (!event.attributes().containsKey(name)) {
        throw EventAttributes.invalid("The CloudEvent has no '" + name + "'.");
      }
    }
    if (event.data().length > 0) {
      if (!event.attributes().containsKey(TYPE)) {
        guessType(builder, event.data());
      } else if (MediaTypes.isJson(contentType(event.attributes()))) {
        JsonPayload.check(event.data());
      }
      builder.withData(event.data());
    }
    return builder.build();
  }

  /** Data without a type is JSON to CloudEvents; what is none must get one. */
  private static void guessType(CloudEventBuilder builder, byte[] data) {
    if (!JsonPayload.isValue(data)) {
      builder.withDataContentType(
          CloudEventWriter.text(data) == null ? "application/octet-stream" : "text/plain");
    }
  }

  private static CloudEvent lenient(SourceEvent event) {
    CloudEventBuilder builder = CloudEventBuilder.v1();
    event
        .attributes()
        .forEach(
            (name, value) -> {
              if (!name.equals(TYPE) && isValid(name, value)) {
                EventAttributes.set(builder, name, value);
              }
            });
    for (String name : REQUIRED) {
      String value = event.attributes().get(name);
      if (value == null || !isValid(name, value)) {
        EventAttributes.set(builder, name, "unknown");
      }
    }
    builder.withDataContentType("application/octet-stream");
    if (event.data().length > 0) {
      builder.withData(event.data());
    }
    return builder.build();
  }

  private static boolean isValid(String name, String value) {
    try {
      EventAttributes.checkName(name);
      EventAttributes.check(name, value);
      return true;
    } catch (SluiceException e) {
      return false;
    }
  }

  private static String contentType(Map<String, String> attributes) {
    @Nullable String type = attributes.get(TYPE);
    return type == null ? "" : MediaTypes.bare(MediaTypes.of(type));
  }
}

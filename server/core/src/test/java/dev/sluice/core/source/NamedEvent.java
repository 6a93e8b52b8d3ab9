package dev.sluice.core.source;

import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a source brought, with nothing but what every event has. */
public record NamedEvent(SourceEvent event) implements CloudEvent {
  private String attribute(String name) {
    String value = event.attributes().get(name);
    return value == null ? "" : value;
  }

  @Override
  public SpecVersion getSpecVersion() {
    return SpecVersion.V1;
  }

  @Override
  public String getId() {
    return attribute("id");
  }

  @Override
  public String getType() {
    return attribute("type");
  }

  @Override
  public URI getSource() {
    return URI.create(attribute("source"));
  }

  @Override
  public @Nullable String getDataContentType() {
    return null;
  }

  @Override
  public @Nullable URI getDataSchema() {
    return null;
  }

  @Override
  public @Nullable String getSubject() {
    return null;
  }

  @Override
  public @Nullable OffsetDateTime getTime() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return event.attributes().get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return event.attributes().keySet();
  }

  @Override
  public @Nullable Object getExtension(String name) {
    return null;
  }

  @Override
  public Set<String> getExtensionNames() {
    return Set.of();
  }

  @Override
  public @Nullable CloudEventData getData() {
    return null;
  }
}

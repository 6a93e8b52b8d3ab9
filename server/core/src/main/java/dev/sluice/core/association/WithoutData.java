package dev.sluice.core.association;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event whose data is not kept. Immutable. */
record WithoutData(CloudEvent event) implements CloudEvent {
  @Override
  public @Nullable CloudEventData getData() {
    return null;
  }

  @Override
  public SpecVersion getSpecVersion() {
    return event.getSpecVersion();
  }

  @Override
  public String getId() {
    return event.getId();
  }

  @Override
  public String getType() {
    return event.getType();
  }

  @Override
  public URI getSource() {
    return event.getSource();
  }

  @Override
  public @Nullable String getDataContentType() {
    return event.getDataContentType();
  }

  @Override
  public @Nullable URI getDataSchema() {
    return event.getDataSchema();
  }

  @Override
  public @Nullable String getSubject() {
    return event.getSubject();
  }

  @Override
  public @Nullable OffsetDateTime getTime() {
    return event.getTime();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return event.getAttribute(name);
  }

  @Override
  public @Nullable Object getExtension(String name) {
    return event.getExtension(name);
  }

  @Override
  public Set<String> getExtensionNames() {
    return event.getExtensionNames();
  }
}

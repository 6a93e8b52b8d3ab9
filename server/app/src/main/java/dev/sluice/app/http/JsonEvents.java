package dev.sluice.app.http;

import dev.sluice.core.association.EventFormat;
import dev.sluice.core.function.RoutingValues;
import io.cloudevents.CloudEvent;
import java.util.Locale;

/**
 * Events in the JSON format. A routing key that names a header means the header of the binary mode,
 * like {@code ce-tenant} for the extension {@code tenant}. Thread-safe.
 */
public final class JsonEvents implements EventFormat {
  @Override
  public byte[] json(CloudEvent event) {
    return CloudEventWriter.json(event);
  }

  @Override
  public RoutingValues values(CloudEvent event, byte[] json) {
    return new RequestValues(
        header -> {
          String lower = header.toLowerCase(Locale.ROOT);
          if (!lower.startsWith(CloudEvents.PREFIX)) {
            return null;
          }
          String name = lower.substring(CloudEvents.PREFIX.length());
          Object value =
              event.getAttributeNames().contains(name)
                  ? event.getAttribute(name)
                  : event.getExtension(name);
          return value == null ? null : value.toString();
        },
        MediaTypes.CLOUD_EVENT,
        json);
  }
}

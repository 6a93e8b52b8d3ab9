package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;

/** Makes events of attributes. */
final class Events {
  private Events() {}

  static CloudEvent of(Map<String, ?> attributes) {
    CloudEventBuilder event = CloudEventBuilder.v1();
    attributes.forEach(
        (name, value) -> {
          switch (name) {
            case "specversion" -> {}
            case "id" -> event.withId(value.toString());
            case "source" -> event.withSource(URI.create(value.toString()));
            case "type" -> event.withType(value.toString());
            case "subject" -> event.withSubject(value.toString());
            case "time" -> event.withTime(OffsetDateTime.parse(value.toString()));
            default -> {
              if (value instanceof Boolean truth) {
                event.withExtension(name, truth);
              } else if (value instanceof Integer number) {
                event.withExtension(name, number);
              } else {
                event.withExtension(name, value.toString());
              }
            }
          }
        });
    return event.build();
  }
}

package dev.sluice.expression.cesql;

import io.cloudevents.CloudEvent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of the event.
 *
 * @param name in lower case, as all names of attributes are
 */
record Attribute(String name) implements Expression {

  @Override
  public Object value(CloudEvent event) throws EvaluationException {
    Object value = find(event);
    if (value == null) {
      throw new EvaluationException(
          ErrorKind.MISSING_ATTRIBUTE, false, "the event has no attribute " + name);
    }
    return value;
  }

  boolean isIn(CloudEvent event) {
    return find(event) != null;
  }

  private @Nullable Object find(CloudEvent event) {
    Object value =
        switch (name) {
          case "specversion" -> event.getSpecVersion();
          case "id" -> event.getId();
          case "source" -> event.getSource();
          case "type" -> event.getType();
          case "subject" -> event.getSubject();
          case "time" -> event.getTime();
          case "datacontenttype" -> event.getDataContentType();
          case "dataschema" -> event.getDataSchema();
          default -> event.getExtension(name);
        };
    if (value == null || value instanceof Integer || value instanceof Boolean) {
      return value;
    }
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : value.toString();
  }
}

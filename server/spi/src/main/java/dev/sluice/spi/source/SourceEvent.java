package dev.sluice.spi.source;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way in, which becomes a CloudEvent.
 *
 * @param attributes of the CloudEvent by their names, extensions as well, without {@code
 *     specversion}; {@code id}, {@code source} and {@code type} must be there and not be empty
 * @param data empty for none
 * @param envelope the content type of {@code data} where this is a whole event in structured mode,
 *     like {@code application/cloudevents+json}; null for a usual one. An envelope that cannot be
 *     read is taken as the usual event that the attributes say.
 */
public record SourceEvent(Map<String, String> attributes, byte[] data, @Nullable String envelope) {

  public SourceEvent {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * Begins an event.
   *
   * @param id the same whenever the source brings the same event, and another for each other one
   * @param source a URI reference: where it happened, like {@code /rabbitmq/orders}
   * @param type what happened, like {@code dev.sluice.rabbitmq.message}
   */
  public static Builder of(String id, String source, String type) {
    return new Builder().with("id", id).with("source", source).with("type", type);
  }

  /** Collects attributes. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private byte[] data = new byte[0];
    private @Nullable String envelope;

    private Builder() {}

    /**
     * An attribute; null leaves it out.
     *
     * @param name lower case letters and digits
     */
    public Builder with(String name, @Nullable String value) {
      if (value != null) {
        attributes.put(name, value);
      }
      return this;
    }

    /** When it happened. */
    public Builder at(Instant time) {
      return with("time", time.toString());
    }

    /**
     * What it is about.
     *
     * @param contentType a media type; null for one that nobody knows
     */
    public Builder data(byte[] bytes, @Nullable String contentType) {
      this.data = bytes;
      return with("datacontenttype", contentType);
    }

    /**
     * Says that the bytes are a whole event.
     *
     * @param contentType {@code application/cloudevents+json}
     */
    public Builder structured(byte[] bytes, String contentType) {
      this.data = bytes;
      this.envelope = contentType;
      return this;
    }

    /** The event. */
    public SourceEvent build() {
      return new SourceEvent(attributes, data, envelope);
    }
  }
}

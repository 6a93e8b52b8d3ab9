package dev.sluice.source.message;

import dev.sluice.spi.source.SourceEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event of a message. A message that is a CloudEvent, in the binary or the structured mode
 * of its protocol, is that event and nothing is added. Every other one is an event about a message
 * that came: also one that is meant to be a CloudEvent and is malformed, for a queue must go on.
 *
 * <p>Headers that users set become extensions: the name in lower case without hyphens, underscores
 * and dots. Left out are headers whose name is then no name of an extension or is taken, and values
 * with control characters.
 *
 * <p>Not thread-safe.
 */
public final class MessageEvent {
  private static final String STRUCTURED = "application/cloudevents+json";

  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, String> binary = new LinkedHashMap<>();

  private MessageEvent() {}

  /**
   * Begins with what the event is where the message is no CloudEvent.
   *
   * @param id an {@link #isId id}, the same whenever the message comes again
   * @param kind the name of the source's kind
   * @param source the name of the source
   * @param origin what the message was taken from, such as a queue
   */
  public static MessageEvent of(String id, String kind, String source, String origin) {
    return new MessageEvent()
        .with("id", id)
        .with("source", source(kind, source, origin))
        .with("type", "dev.sluice." + kind + ".message");
  }

  /** The {@code source} of events: the kind and name of the source, and what it takes from. */
  public static String source(String kind, String source, String origin) {
    return "/" + kind + "/" + segment(source) + "/" + segment(origin);
  }

  /** Whether a value may be one of an attribute. */
  public static boolean isText(String value) {
    return Attributes.isText(value);
  }

  /** Whether an id that a publisher gave can be one of an event. */
  public static boolean isId(@Nullable String id) {
    return id != null && !id.isBlank() && Attributes.isText(id);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** An attribute or extension; null, nothing and what is no text leave it out. */
  public MessageEvent with(String name, @Nullable String value) {
    if (value != null && !value.isEmpty() && Attributes.isText(value)) {
      attributes.put(name, value);
    }
    return this;
  }

  /** A header that a user set. All of {@link #with} comes before. */
  public MessageEvent header(String name, @Nullable String value) {
    String extension = name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    if (Attributes.isExtension(extension) && !attributes.containsKey(extension)) {
      with(extension, value);
    }
    return this;
  }

  /** A header that is an attribute in binary mode; the name is the attribute's. */
  public MessageEvent binary(String attribute, @Nullable String value) {
    if (value != null) {
      binary.put(attribute, value);
    }
    return this;
  }

  /**
   * The event.
   *
   * @param contentType what the message says of its body, or null
   */
  public SourceEvent build(byte[] body, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType.strip();
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (media.equals(STRUCTURED)) {
      return new SourceEvent(attributes, body, type);
    }
    boolean typed = Attributes.isMediaType(type);
    if (Attributes.makeAnEvent(binary)) {
      return new SourceEvent(typed(withoutVersion(), type, typed), body, null);
    }
    return new SourceEvent(typed(attributes, type, typed), body, null);
  }

  private Map<String, String> withoutVersion() {
    Map<String, String> event = new LinkedHashMap<>(binary);
    event.remove("specversion");
    return event;
  }

  private static Map<String, String> typed(
      Map<String, String> attributes, String contentType, boolean typed) {
    if (typed) {
      attributes.put("datacontenttype", contentType);
    }
    return attributes;
  }
}

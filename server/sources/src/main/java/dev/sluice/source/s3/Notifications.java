package dev.sluice.source.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.source.message.Fingerprint;
import dev.sluice.spi.source.RefusedRequestException;
import dev.sluice.spi.source.RefusedRequestException.Reason;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what servers of buckets send: records as AWS has them, bare or in an envelope of SNS. */
final class Notifications {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Notifications() {}

  /**
   * What happened to objects.
   *
   * @throws RefusedRequestException when it is no notification
   */
  static List<ObjectEvent> read(byte[] body) throws RefusedRequestException {
    try {
      JsonNode root = JSON.readTree(body);
      return switch (root.path("Type").asText()) {
        case "Notification" -> events(JSON.readTree(root.path("Message").asText()));
        case "SubscriptionConfirmation" ->
            throw malformed(
                "SNS asks whether it may send: open "
                    + root.path("SubscribeURL").asText()
                    + " once.");
        case "UnsubscribeConfirmation" -> List.of();
        default -> events(root);
      };
    } catch (JsonProcessingException e) {
      throw malformed("The body is no JSON: " + e.getOriginalMessage() + ".");
    } catch (IOException e) {
      throw malformed("The body cannot be read.");
    }
  }

  private static RefusedRequestException malformed(String message) {
    return new RefusedRequestException(Reason.MALFORMED, message);
  }

  private static List<ObjectEvent> events(JsonNode root) throws RefusedRequestException {
    if (root.path("Event").asText().equals("s3:TestEvent")) {
      return List.of();
    }
    JsonNode records = root.path("Records");
    if (!records.isArray()) {
      throw malformed("The body has no records of S3.");
    }
    List<ObjectEvent> events = new ArrayList<>();
    for (JsonNode each : records) {
      String bucket = each.at("/s3/bucket/name").asText();
      String key = each.at("/s3/object/key").asText();
      String name = each.path("eventName").asText();
      if (bucket.isEmpty() || key.isEmpty() || name.isEmpty()) {
        throw malformed("A record has no eventName, or no bucket and object in s3.");
      }
      events.add(event(each, what(name), bucket, key(key, each.path("eventSource").asText())));
    }
    return events;
  }

  private static ObjectEvent event(JsonNode each, String what, String bucket, String key) {
    JsonNode object = each.at("/s3/object");
    JsonNode size = object.path("size");
    // A record that is sent again is the same in all of this.
    String occasion =
        new Fingerprint()
            .add(each.path("eventName").asText())
            .add(each.path("eventTime").asText())
            .add(object.path("sequencer").asText())
            .add(object.path("versionId").asText())
            .end();
    String etag = text(object.path("eTag"));
    return new ObjectEvent(
        what,
        bucket,
        key,
        etag == null ? null : etag.replace("\"", ""),
        size.isIntegralNumber() && !what.equals(ObjectEvent.REMOVED) ? size.longValue() : null,
        text(object.path("versionId")),
        text(each.path("eventTime")),
        occasion);
  }

  private static @Nullable String text(JsonNode node) {
    return node.asText().isEmpty() || node.isNull() ? null : node.asText();
  }

  /** Whether an object that is put was there before is not told. */
  private static String what(String eventName) {
    String name = eventName.startsWith("s3:") ? eventName.substring("s3:".length()) : eventName;
    String first = name.split(":", 2)[0];
    return switch (first) {
      case "ObjectCreated" -> ObjectEvent.CREATED;
      case "ObjectRemoved", "LifecycleExpiration" -> ObjectEvent.REMOVED;
      default -> first.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    };
  }

  /** AWS writes keys as forms do; Ceph writes them as they are. */
  private static String key(String key, String eventSource) {
    if (eventSource.startsWith("ceph:")) {
      return key;
    }
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }
}

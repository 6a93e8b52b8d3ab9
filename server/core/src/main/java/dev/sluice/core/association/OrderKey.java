package dev.sluice.core.association;

import dev.sluice.core.Digests;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.function.RoutingRule;
import dev.sluice.core.function.RoutingValues;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What keeps events in order.
 *
 * @param key what orders them; empty where an event has none
 * @param shard where they wait, or null where they only have a lane
 */
record OrderKey(@Nullable String key, @Nullable String shard) {
  /** Extensions of records of a broker; of other senders it is a word like any other. */
  private static final Pattern PARTITION = Pattern.compile("[0-9]{1,5}");

  private static final int HEX_OF_INT = 7;

  /** By the attribute of this name: events without it are one lane, as nobody knows their order. */
  static OrderKey ofLane(@Nullable String attribute, CloudEvent event) {
    return new OrderKey(attribute == null ? null : attribute(attribute, event), null);
  }

  /**
   * By what an association says.
   *
   * @param source the name of the source that the event comes from
   */
  static OrderKey of(Ordered ordered, String source, CloudEvent event, RoutingValues values) {
    String by = ordered.by();
    if (by.equals(Ordered.BY_SOURCE)) {
      String partition = attribute("partition", event);
      String shard = PARTITION.matcher(partition).matches() ? source + "." + partition : source;
      return new OrderKey(shard, shard);
    }
    String key = value(by, event, values);
    return new OrderKey(key, Integer.toString(shard(key, ordered.shards())));
  }

  /** The same for the same key, on every machine and after every release. */
  static int shard(String key, int shards) {
    String digest = Digests.sha256(key.getBytes(StandardCharsets.UTF_8));
    return Integer.parseInt(digest.substring(0, HEX_OF_INT), 16) % shards;
  }

  /**
   * What an event has at a place; empty where there is nothing.
   *
   * @param by an attribute or extension, or a JSON path, which begins with {@code $}
   */
  static String value(String by, CloudEvent event, RoutingValues values) {
    if (by.startsWith("$")) {
      String value = values.of(new RoutingRule(RoutingRule.Kind.JSON_PATH, by));
      return value == null ? "" : value;
    }
    return attribute(by, event);
  }

  private static String attribute(String name, CloudEvent event) {
    Object value =
        event.getAttributeNames().contains(name)
            ? event.getAttribute(name)
            : event.getExtension(name);
    return value == null ? "" : value.toString();
  }
}

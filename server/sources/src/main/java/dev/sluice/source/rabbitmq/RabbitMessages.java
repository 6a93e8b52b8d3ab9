package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import dev.sluice.source.message.Fingerprint;
import dev.sluice.source.message.Identities;
import dev.sluice.source.message.MessageEvent;
import dev.sluice.spi.source.SourceEvent;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of messages. The publisher's {@code message-id} is the id; a message without one
 * gets one from {@link Identities}. Confined to the thread that runs the connection.
 */
final class RabbitMessages {
  /** Both prefixes are of the AMQP binding of CloudEvents. */
  private static final String COLON = "cloudEvents:";

  private static final String UNDERSCORE = "cloudEvents_";

  /** Changed by the broker from one delivery to the next. */
  private static final String DELIVERY_COUNT = "x-delivery-count";

  private final String source;
  private final String queue;
  private final Identities identities;

  RabbitMessages(String source, String queue, Identities identities) {
    this.source = source;
    this.queue = queue;
    this.identities = identities;
  }

  SourceEvent event(Delivery delivery) {
    BasicProperties properties = delivery.getProperties();
    Map<String, Object> headers =
        properties.getHeaders() == null ? Map.of() : new TreeMap<>(properties.getHeaders());
    Date time = properties.getTimestamp();
    MessageEvent event =
        MessageEvent.of(id(delivery, headers), RabbitSource.KIND, source, queue)
            .with("subject", delivery.getEnvelope().getRoutingKey())
            .with("time", time == null ? null : time.toInstant().toString())
            .with("queue", queue)
            .with("exchange", delivery.getEnvelope().getExchange())
            .with("routingkey", delivery.getEnvelope().getRoutingKey())
            .with("redelivered", String.valueOf(delivery.getEnvelope().isRedeliver()))
            .with("correlationid", properties.getCorrelationId())
            .with("replyto", properties.getReplyTo())
            .with("appid", properties.getAppId())
            .with("messagetype", properties.getType());
    headers.forEach((name, value) -> header(event, name, text(value)));
    return event.build(delivery.getBody(), properties.getContentType());
  }

  private static void header(MessageEvent event, String name, @Nullable String value) {
    if (name.startsWith(COLON) || name.startsWith(UNDERSCORE)) {
      event.binary(name.substring(COLON.length()), value);
    } else {
      event.header(name, value);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    return value instanceof LongString
            || value instanceof String
            || value instanceof Number
            || value instanceof Boolean
        ? value.toString()
        : null;
  }

  private String id(Delivery delivery, Map<String, Object> headers) {
    BasicProperties properties = delivery.getProperties();
    String said = properties.getMessageId();
    if (said != null && MessageEvent.isId(said)) {
      return said;
    }
    Fingerprint fingerprint =
        new Fingerprint()
            .add(delivery.getEnvelope().getExchange())
            .add(delivery.getEnvelope().getRoutingKey())
            .add(properties.getContentType())
            .add(properties.getCorrelationId())
            .add(properties.getTimestamp())
            .add(delivery.getBody());
    headers.forEach(
        (name, value) -> {
          if (!name.equals(DELIVERY_COUNT)) {
            fingerprint.add(name).add((Object) text(value));
          }
        });
    return identities.of(fingerprint.end(), delivery.getEnvelope().isRedeliver());
  }
}

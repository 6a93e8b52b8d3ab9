package dev.sluice.source.mqtt;

import dev.sluice.source.message.Fingerprint;
import dev.sluice.source.message.Identities;
import dev.sluice.source.message.MessageEvent;
import dev.sluice.spi.source.SourceEvent;
import java.util.Map;

/** Makes events of messages. Confined to the thread that runs the connection. */
final class MqttMessages {
  private final String source;
  private final Identities identities;

  MqttMessages(String source, Identities identities) {
    this.source = source;
    this.identities = identities;
  }

  SourceEvent event(MqttMessage message) {
    MessageEvent event =
        MessageEvent.of(id(message), MqttSource.KIND, source, message.topic())
            .with("subject", message.topic())
            .with("topic", message.topic())
            .with("qos", String.valueOf(message.qos()))
            .with("retained", message.retained() ? "true" : null)
            .with("replyto", message.responseTopic())
            .with("correlationid", message.correlation());
    for (Map.Entry<String, String> property : message.properties()) {
      // In this binding attributes have no prefix: all of them are or are not an event's.
      event.binary(property.getKey(), property.getValue());
      event.header(property.getKey(), property.getValue());
    }
    return event.build(message.payload(), message.contentType());
  }

  /** A session that goes on brings first, and in their order, what was not acknowledged. */
  private String id(MqttMessage message) {
    return identities.of(
        new Fingerprint()
            .add(message.topic())
            .add((Object) message.qos())
            .add(message.contentType())
            .add(message.responseTopic())
            .add(message.correlation())
            .add(message.properties())
            .add(message.payload())
            .end(),
        true);
  }
}

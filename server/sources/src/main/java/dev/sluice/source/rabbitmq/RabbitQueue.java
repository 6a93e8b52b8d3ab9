package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.Channel;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The queue as the definition wants it. Immutable. */
final class RabbitQueue {
  private final Settings settings;

  RabbitQueue(Settings settings) {
    this.settings = settings;
  }

  /**
   * Sees that it is there, or makes it, and binds it.
   *
   * @throws IOException when the broker refuses, which closes the channel
   */
  void prepare(Channel channel) throws IOException {
    String queue = settings.text("queue");
    if (settings.flag("declare")) {
      channel.queueDeclare(
          queue, true, false, false, Map.of("x-queue-type", settings.text("queue-type")));
    } else {
      channel.queueDeclarePassive(queue);
    }
    String exchange = settings.find("exchange");
    if (exchange != null) {
      List<String> keys = settings.texts("routing-keys");
      for (String key : keys.isEmpty() ? List.of("") : keys) {
        channel.queueBind(queue, exchange, key);
      }
    }
  }

  /**
   * Sees that all is there that {@link #prepare} does not make.
   *
   * @throws IOException when it is not, which closes the channel
   */
  void find(Channel channel) throws IOException {
    if (!settings.flag("declare")) {
      Object unusedQueue = channel.queueDeclarePassive(settings.text("queue"));
    }
    String exchange = settings.find("exchange");
    if (exchange != null) {
      Object unusedExchange = channel.exchangeDeclarePassive(exchange);
    }
  }
}

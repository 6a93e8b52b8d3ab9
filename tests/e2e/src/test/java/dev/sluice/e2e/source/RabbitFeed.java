package dev.sluice.e2e.source;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.sluice.api.SourceSpec;
import dev.sluice.source.rabbitmq.RabbitBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Messages of RabbitMQ, which are confirmed. */
final class RabbitFeed implements BrokerFeed {
  private static final String QUEUE = "orders";
  private static final long CONFIRM_MILLIS = 30_000;

  private final RabbitBroker broker;

  RabbitFeed() throws Exception {
    broker = new RabbitBroker();
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders", "rabbitmq", Map.of("uri", broker.uri(), "queue", QUEUE, "declare", true), null);
  }

  @Override
  public Publisher connect() throws LostException {
    try {
      Connection connection = broker.connect();
      Channel channel = connection.createChannel();
      channel.confirmSelect();
      return new Confirmed(connection, channel);
    } catch (Exception e) {
      throw new LostException(e);
    }
  }

  private record Confirmed(Connection connection, Channel channel) implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      try {
        for (int n = from; n < to; n++) {
          channel.basicPublish(
              "",
              QUEUE,
              new BasicProperties.Builder().messageId("" + n).deliveryMode(2).build(),
              ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8));
        }
        channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
      } catch (Exception e) {
        throw new LostException(e);
      }
    }

    @Override
    public void close() {
      try {
        connection.abort();
      } catch (AlreadyClosedException e) {
        // It was lost.
      }
    }
  }

  @Override
  public void restartBroker() throws Exception {
    broker.stop();
    broker.start();
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}

package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connection with a channel for each event that is on its way at once: a channel's confirms
 * belong to the thread that waits for them. Thread-safe.
 */
final class RabbitPublisher implements Sink {
  private static final long CONFIRM_MILLIS = 30_000;
  private static final int CLOSE_MILLIS = 5_000;
  private static final int PERSISTENT = 2;

  private final Settings settings;
  private final RabbitDoor door;
  private final Deque<Confirming> idle = new ArrayDeque<>();
  private @Nullable Connection connection;

  RabbitPublisher(Settings settings) {
    this.settings = settings;
    this.door = new RabbitDoor(settings);
  }

  @Override
  public void send(SinkEvent event) throws Exception {
    try {
      Confirming channel = take();
      channel.publish(event);
      synchronized (this) {
        idle.push(channel);
      }
    } catch (NetworkFailure e) {
      throw e;
    } catch (Exception e) {
      throw RabbitFailures.explain(door.address(), e);
    }
  }

  private synchronized Confirming take() throws Exception {
    Confirming channel = idle.poll();
    if (channel != null) {
      return channel;
    }
    if (connection == null) {
      connection = door.open();
      door.entered();
    }
    return new Confirming(connection.createChannel());
  }

  private final class Confirming {
    private final Channel channel;

    /** Why the broker gave the message back; set by the library's thread before it confirms. */
    private volatile @Nullable String returned;

    Confirming(Channel channel) throws IOException {
      this.channel = channel;
      Object unused = channel.confirmSelect();
      channel.addReturnListener(back -> returned = back.getReplyText());
    }

    void publish(SinkEvent event) throws Exception {
      returned = null;
      String exchange = settings.find("exchange");
      String key = settings.find("routing-key");
      channel.basicPublish(
          exchange == null ? "" : exchange,
          key == null ? "" : key,
          true,
          new BasicProperties.Builder()
              .messageId(event.id())
              .contentType(event.contentType())
              .deliveryMode(PERSISTENT)
              .build(),
          event.data());
      channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
      String why = returned;
      if (why != null) {
        throw new NetworkFailure(
            "RabbitMQ has no queue for the event (" + why + "): look at its bindings.", null);
      }
    }
  }

  @Override
  public synchronized void close() {
    door.close();
    if (connection != null) {
      connection.abort(CLOSE_MILLIS);
    }
  }
}

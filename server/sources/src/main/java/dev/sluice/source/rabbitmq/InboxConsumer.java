package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.sluice.source.message.Inbox;
import dev.sluice.source.message.NetworkFailure;

/** Puts what the broker sends into an inbox. Called by the library's threads. */
final class InboxConsumer extends DefaultConsumer {
  private final String queue;
  private final Inbox<Delivery> inbox;

  InboxConsumer(Channel channel, String queue, Inbox<Delivery> inbox) {
    super(channel);
    this.queue = queue;
    this.inbox = inbox;
  }

  @Override
  public void handleDelivery(
      String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
    inbox.put(new Delivery(envelope, properties, body));
  }

  @Override
  public void handleCancel(String consumerTag) {
    inbox.fail(
        new NetworkFailure("The queue '" + queue + "' was deleted or moved by the broker.", null));
  }

  @Override
  public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
    inbox.fail(signal);
  }
}

package dev.sluice.source.rabbitmq;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.sluice.source.message.Identities;
import dev.sluice.source.message.Inbox;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection with one channel and one consumer. The library's threads put messages into the
 * inbox, where {@link #run} takes as many as there are and acknowledges them together. The
 * library's own recovery is off, for whoever runs the connection makes another one. Thread-safe as
 * its interface says.
 */
final class RabbitConnection implements PullSource.Connection {
  private static final int ABORT_MILLIS = 2_000;

  private final Settings settings;
  private final String identity;
  private final RabbitDoor door;
  private final Inbox<Delivery> inbox = new Inbox<>();

  /**
   * Not open yet.
   *
   * @param identity unlike that of every other connection
   */
  RabbitConnection(Settings settings, String identity) {
    this.settings = settings;
    this.identity = identity;
    this.door = new RabbitDoor(settings);
  }

  @Override
  public void run(Intake intake) throws Exception {
    try {
      if (!inbox.isClosed()) {
        Connection connection = door.open();
        try {
          bring(connection.createChannel(), intake);
        } finally {
          connection.abort(ABORT_MILLIS);
        }
      }
    } catch (IntakeException e) {
      throw e.reason();
    } catch (Exception e) {
      if (!inbox.isClosed()) {
        throw RabbitFailures.explain(door.address(), e);
      }
    }
  }

  @Override
  public void probe() throws Exception {
    try {
      Connection connection = door.open();
      try {
        new RabbitQueue(settings).find(connection.createChannel());
      } finally {
        connection.abort(ABORT_MILLIS);
      }
    } catch (Exception e) {
      throw RabbitFailures.explain(door.address(), e);
    }
  }

  private void bring(Channel channel, Intake intake) throws Exception {
    new RabbitQueue(settings).prepare(channel);
    channel.basicQos((int) settings.integer("prefetch"));
    String queue = settings.text("queue");
    channel.basicConsume(queue, false, new InboxConsumer(channel, queue, inbox));
    door.entered();
    intake.connected();
    Identities identities = new Identities(intake, identity);
    RabbitMessages messages = new RabbitMessages(settings.source(), queue, identities);
    int most = (int) settings.integer("batch");
    for (List<Delivery> batch = inbox.next(most); !batch.isEmpty(); batch = inbox.next(most)) {
      List<SourceEvent> events = new ArrayList<>();
      for (Delivery delivery : batch) {
        events.add(messages.event(delivery));
      }
      accept(intake, events);
      acknowledge(channel, batch.get(batch.size() - 1).getEnvelope().getDeliveryTag(), identities);
    }
  }

  private static void accept(Intake intake, List<SourceEvent> events) throws IntakeException {
    try {
      intake.accept(events);
    } catch (Exception e) {
      throw new IntakeException(e);
    }
  }

  private static void acknowledge(Channel channel, long upTo, Identities identities)
      throws IOException {
    try {
      channel.basicAck(upTo, true);
    } catch (AlreadyClosedException | IOException e) {
      identities.lost();
      throw e;
    }
    identities.acknowledged();
  }

  @Override
  public void close() {
    inbox.close();
    door.close();
  }

  /** What the intake says is not the broker's failure. */
  private static final class IntakeException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Exception reason;

    IntakeException(Exception reason) {
      super(reason);
      this.reason = reason;
    }

    Exception reason() {
      return reason;
    }
  }
}

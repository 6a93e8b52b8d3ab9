package dev.sluice.source.mqtt;

import dev.sluice.source.message.Identities;
import dev.sluice.source.message.Inbox;
import dev.sluice.source.message.NetworkFailure;
import dev.sluice.spi.source.Intake;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection that takes up the source's session. The library's threads put messages into the
 * inbox, where {@link #run} takes as many as there are, and acknowledges them in their order. The
 * library is not told to connect again, for whoever runs the connection does. Thread-safe as its
 * interface says.
 */
final class MqttConnection implements PullSource.Connection {
  private static final long TIMEOUT_SECONDS = 20;
  private static final long GOODBYE_SECONDS = 2;

  private final Settings settings;
  private final String identity;
  private final MqttAddress address;
  final Inbox<MqttMessage> inbox = new Inbox<>();
  private final CompletableFuture<Void> closing = new CompletableFuture<>();

  /**
   * Not open yet.
   *
   * @param identity unlike that of every other connection
   */
  MqttConnection(Settings settings, String identity) {
    this.settings = settings;
    this.identity = identity;
    this.address = MqttAddress.parse(settings.text("url"));
  }

  @Override
  public void run(Intake intake) throws Exception {
    if (inbox.isClosed()) {
      return;
    }
    MqttLink link = link(MqttSource.clientId(settings), ReceiveMaximum.of(settings, intake));
    CompletableFuture<Boolean> connecting = link.connect(false);
    try {
      boolean sessionPresent = await(connecting);
      subscribe(link, intake, sessionPresent);
      intake.connected();
      bring(intake);
    } catch (ClosedException e) {
      // That is what was asked for.
    } catch (NetworkFailure e) {
      if (ReceiveMaximum.isExceeded(e)) {
        ReceiveMaximum.giveUp(intake);
      }
      throw e;
    } finally {
      end(link, connecting);
    }
  }

  /** As another client, for the broker would end the connection of a source that runs. */
  @Override
  public void probe() throws Exception {
    MqttLink link = link(MqttSource.clientId(settings) + "-test", 1);
    CompletableFuture<Boolean> connecting = link.connect(true);
    try {
      boolean unusedSession = await(connecting);
      // One more member of a group would be given messages of the others.
      if (settings.find("group") == null) {
        await(link.subscribe(MqttSource.filters(settings)));
      }
    } finally {
      end(link, connecting);
    }
  }

  private MqttLink link(String clientId, int receiveMaximum) {
    MqttLink.Listener arrivals = new Arrivals();
    return settings.text("version").equals(MqttSource.VERSION_5)
        ? new Mqtt5Link(settings, clientId, receiveMaximum, arrivals)
        : new Mqtt3Link(settings, clientId, arrivals);
  }

  private void subscribe(MqttLink link, Intake intake, boolean sessionPresent) throws Exception {
    Subscriptions subscriptions = new Subscriptions(settings);
    List<String> superfluous = subscriptions.superfluous(intake, sessionPresent);
    if (!superfluous.isEmpty()) {
      await(link.unsubscribe(superfluous));
    }
    List<String> missing = subscriptions.missing(intake, sessionPresent);
    if (!missing.isEmpty()) {
      await(link.subscribe(missing));
    }
    subscriptions.remember(intake);
  }

  private void bring(Intake intake) throws Exception {
    Identities identities = new Identities(intake, identity);
    MqttMessages messages = new MqttMessages(settings.source(), identities);
    int most = (int) settings.integer("batch");
    for (List<MqttMessage> batch = inbox.next(most); !batch.isEmpty(); batch = inbox.next(most)) {
      List<SourceEvent> events = new ArrayList<>();
      for (MqttMessage message : batch) {
        events.add(messages.event(message));
      }
      intake.accept(events);
      if (inbox.hasFailed()) {
        identities.lost();
      } else {
        batch.forEach(message -> message.done().run());
        identities.acknowledged();
      }
    }
  }

  /** Waits for an answer of the broker, or the end of the connection. */
  private <T> T await(CompletableFuture<T> answer) throws Exception {
    try {
      Object unused =
          CompletableFuture.anyOf(answer, closing).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw MqttFailures.explain(address, settings.find("user"), e);
    }
    if (closing.isDone()) {
      throw new ClosedException();
    }
    return answer.join();
  }

  /** An attempt that is still under way is given up by the library when it notices. */
  private static void end(MqttLink link, CompletableFuture<Boolean> connecting)
      throws InterruptedException {
    if (connecting.isDone()) {
      try {
        Object unused = link.disconnect().get(GOODBYE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It is gone already.
      }
    } else {
      CompletableFuture<?> unused = connecting.thenCompose(sessionPresent -> link.disconnect());
    }
  }

  @Override
  public void close() {
    inbox.close();
    closing.complete(null);
  }

  private final class Arrivals implements MqttLink.Listener {
    private final int most = (int) settings.integer(ReceiveMaximum.OPTION);

    /** Nothing but this limits messages of quality 0, which may be lost. */
    @Override
    public void came(MqttMessage message) {
      if (message.qos() > 0 || inbox.size() < most) {
        inbox.put(message);
      }
    }

    @Override
    public void ended(Throwable reason) {
      NetworkFailure failure = MqttFailures.explain(address, settings.find("user"), reason);
      inbox.fail(failure);
    }
  }

  private static final class ClosedException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}

package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkEvent;
import dev.sluice.spi.source.Settings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection, in a session of its own that ends with it. Thread-safe. */
final class MqttPublisher implements Sink {
  private static final long TIMEOUT_SECONDS = 30;

  private final Settings settings;
  private final MqttAddress address;
  private @Nullable Publishing publishing;

  MqttPublisher(Settings settings) {
    this.settings = settings;
    this.address = MqttAddress.parse(settings.text("url"));
  }

  /** What both versions can. */
  private interface Publishing {
    CompletableFuture<?> connect();

    CompletableFuture<?> publish(SinkEvent event);

    CompletableFuture<?> disconnect();
  }

  @Override
  public void send(SinkEvent event) throws Exception {
    try {
      Object unused = connected().publish(event).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw MqttFailures.explain(address, settings.find("user"), e);
    }
  }

  private synchronized Publishing connected() throws Exception {
    Publishing open = publishing;
    if (open == null) {
      open = settings.text("version").equals(MqttSource.VERSION_5) ? new Five() : new Three();
      Object unused = open.connect().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      publishing = open;
    }
    return open;
  }

  private MqttClientBuilder builder() {
    return MqttClients.builder(address, TIMEOUT_SECONDS);
  }

  private byte[] password() {
    String password = settings.find("password");
    return password == null ? new byte[0] : password.getBytes(StandardCharsets.UTF_8);
  }

  private final class Five implements Publishing {
    private final Mqtt5AsyncClient client = builder().useMqttVersion5().buildAsync();

    @Override
    public CompletableFuture<?> connect() {
      String user = settings.find("user");
      return user == null
          ? client.connect()
          : client
              .connectWith()
              .simpleAuth()
              .username(user)
              .password(password())
              .applySimpleAuth()
              .send();
    }

    @Override
    public CompletableFuture<?> publish(SinkEvent event) {
      return client
          .publishWith()
          .topic(settings.text("topic"))
          .qos(MqttClients.qos(settings))
          .retain(settings.flag("retain"))
          .contentType(event.contentType())
          .payload(event.data())
          .send()
          .thenAccept(Five::check);
    }

    /** A result may carry why the broker did not take it. */
    private static void check(Mqtt5PublishResult result) {
      result
          .getError()
          .ifPresent(
              e -> {
                throw new IllegalStateException(e.getMessage(), e);
              });
    }

    @Override
    public CompletableFuture<?> disconnect() {
      return client.disconnect();
    }
  }

  private final class Three implements Publishing {
    private final Mqtt3AsyncClient client = builder().useMqttVersion3().buildAsync();

    @Override
    public CompletableFuture<?> connect() {
      String user = settings.find("user");
      return user == null
          ? client.connect()
          : client
              .connectWith()
              .simpleAuth()
              .username(user)
              .password(password())
              .applySimpleAuth()
              .send();
    }

    @Override
    public CompletableFuture<?> publish(SinkEvent event) {
      return client
          .publishWith()
          .topic(settings.text("topic"))
          .qos(MqttClients.qos(settings))
          .retain(settings.flag("retain"))
          .payload(event.data())
          .send();
    }

    @Override
    public CompletableFuture<?> disconnect() {
      return client.disconnect();
    }
  }

  @Override
  public synchronized void close() {
    if (publishing != null) {
      Object unused = publishing.disconnect();
    }
  }
}

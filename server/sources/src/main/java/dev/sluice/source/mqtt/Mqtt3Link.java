package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import dev.sluice.spi.source.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** MQTT 3.1.1, where the broker alone says how many messages are on their way at once. */
final class Mqtt3Link implements MqttLink {
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Settings settings;
  private final MqttQos qos;
  private final Mqtt3AsyncClient client;

  Mqtt3Link(Settings settings, String clientId, Listener listener) {
    this.settings = settings;
    this.qos = MqttClients.qos(settings);
    this.client = MqttClients.builder(settings, clientId, listener).useMqttVersion3().buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        MqttLink.guarded(listener, publish -> listener.came(message(publish))),
        Runnable::run,
        true);
  }

  @Override
  public CompletableFuture<Boolean> connect(boolean passing) {
    Mqtt3ConnectBuilder connect =
        Mqtt3Connect.builder().cleanSession(passing).keepAlive(KEEP_ALIVE_SECONDS);
    String user = settings.find("user");
    if (user != null) {
      String password = settings.find("password");
      var auth = Mqtt3SimpleAuth.builder().username(user);
      connect =
          connect.simpleAuth(
              password == null
                  ? auth.build()
                  : auth.password(password.getBytes(StandardCharsets.UTF_8)).build());
    }
    return client.connect(connect.build()).thenApply(ack -> ack.isSessionPresent());
  }

  @Override
  public CompletableFuture<?> subscribe(List<String> filters) {
    return client.subscribe(
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                filters.stream()
                    .map(
                        filter -> Mqtt3Subscription.builder().topicFilter(filter).qos(qos).build()))
            .build());
  }

  @Override
  public CompletableFuture<?> unsubscribe(List<String> filters) {
    return client.unsubscribe(
        Mqtt3Unsubscribe.builder()
            .addTopicFilters(filters.stream().map(MqttTopicFilter::of))
            .build());
  }

  @Override
  public CompletableFuture<?> disconnect() {
    return client.disconnect();
  }

  private static MqttMessage message(Mqtt3Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        null,
        null,
        null,
        List.of(),
        publish::acknowledge);
  }
}

package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import dev.sluice.spi.source.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** MQTT 5. */
final class Mqtt5Link implements MqttLink {
  private static final int KEEP_ALIVE_SECONDS = 30;

  private final Settings settings;
  private final int receiveMaximum;
  private final MqttQos qos;
  private final Mqtt5AsyncClient client;

  Mqtt5Link(Settings settings, String clientId, int receiveMaximum, Listener listener) {
    this.settings = settings;
    this.receiveMaximum = receiveMaximum;
    this.qos = MqttClients.qos(settings);
    this.client = MqttClients.builder(settings, clientId, listener).useMqttVersion5().buildAsync();
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        MqttLink.guarded(listener, publish -> listener.came(message(publish))),
        Runnable::run,
        true);
  }

  @Override
  public CompletableFuture<Boolean> connect(boolean passing) {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .cleanStart(passing)
            .sessionExpiryInterval(passing ? 0 : settings.duration("session-expiry").toSeconds())
            .keepAlive(KEEP_ALIVE_SECONDS)
            .restrictions()
            .receiveMaximum(receiveMaximum)
            .applyRestrictions();
    String user = settings.find("user");
    if (user != null) {
      String password = settings.find("password");
      var auth = Mqtt5SimpleAuth.builder().username(user);
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
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                filters.stream()
                    .map(
                        filter ->
                            Mqtt5Subscription.builder()
                                .topicFilter(filter)
                                .qos(qos)
                                .retainHandling(
                                    Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                                .build()))
            .build());
  }

  @Override
  public CompletableFuture<?> unsubscribe(List<String> filters) {
    return client.unsubscribe(
        Mqtt5Unsubscribe.builder()
            .addTopicFilters(filters.stream().map(MqttTopicFilter::of))
            .build());
  }

  @Override
  public CompletableFuture<?> disconnect() {
    return client.disconnect();
  }

  private static MqttMessage message(Mqtt5Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        publish.getContentType().map(Object::toString).orElse(null),
        publish.getResponseTopic().map(Object::toString).orElse(null),
        publish.getCorrelationData().map(Mqtt5Link::text).orElse(null),
        publish.getUserProperties().asList().stream()
            .map(each -> Map.entry(each.getName().toString(), each.getValue().toString()))
            .toList(),
        publish::acknowledge);
  }

  private static @Nullable String text(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}

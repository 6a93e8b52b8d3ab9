package dev.sluice.benchmark.source;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.sluice.api.SourceSpec;
import dev.sluice.source.mqtt.Mosquitto;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Messages by MQTT 5, at least once; the broker keeps them for clients that are away. */
public final class MqttFeed implements Feed {
  private static final String TOPIC = "bench";
  private static final long SESSION_SECONDS = 3_600;

  /** Published, and not acknowledged. */
  private static final int UNDER_WAY = 500;

  private final byte[] payload;
  private final Mosquitto broker;

  /** Starts a broker. */
  public MqttFeed(String payload) throws Exception {
    this.payload = payload.getBytes(StandardCharsets.UTF_8);
    this.broker = Mosquitto.inMemory();
    // From now on it keeps messages for the client that measures.
    Mqtt5AsyncClient client = client("raw");
    connect(client);
    Object unusedAck =
        client.subscribeWith().topicFilter(TOPIC).qos(MqttQos.AT_LEAST_ONCE).send().get();
    Object unusedEnd = client.disconnect().get();
  }

  @Override
  public String title() {
    return "MQTT, QoS 1";
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "mqtt", "mqtt", Map.of("url", broker.url(), "topics", List.of(TOPIC), "qos", "1"), null);
  }

  private Mqtt5AsyncClient client(String id) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(id)
        .serverHost("127.0.0.1")
        .serverPort(broker.port())
        .buildAsync();
  }

  private static void connect(Mqtt5AsyncClient client) throws Exception {
    Object unused =
        client.connectWith().cleanStart(false).sessionExpiryInterval(SESSION_SECONDS).send().get();
  }

  @Override
  public void fill(int count) throws Exception {
    Mqtt5AsyncClient client = client("publisher");
    connect(client);
    Mqtt5Publish message =
        Mqtt5Publish.builder()
            .topic(TOPIC)
            .qos(MqttQos.AT_LEAST_ONCE)
            .contentType("application/json")
            .payload(payload)
            .build();
    for (int n = 0; n < count; n += UNDER_WAY) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = n; i < Math.min(count, n + UNDER_WAY); i++) {
        sent.add(client.publish(message));
      }
      for (CompletableFuture<?> one : sent) {
        Object unused = one.get();
      }
    }
    Object unusedEnd = client.disconnect().get();
  }

  @Override
  public double rawPerSecond(int count) throws Exception {
    Taken taken = new Taken(count);
    Mqtt5AsyncClient client = client("raw");
    // Each is acknowledged when this returns.
    client.publishes(MqttGlobalPublishFilter.ALL, message -> taken.came(1));
    connect(client);
    double perSecond = taken.perSecond();
    Object unusedEnd = client.disconnect().get();
    return perSecond;
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}

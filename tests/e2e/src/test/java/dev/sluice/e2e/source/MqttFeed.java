package dev.sluice.e2e.source;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import dev.sluice.api.SourceSpec;
import dev.sluice.source.mqtt.Mosquitto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** CloudEvents by MQTT 5, at least once: messages have no ids of their own. */
final class MqttFeed implements BrokerFeed {
  private final Mosquitto broker;

  MqttFeed() throws Exception {
    broker = new Mosquitto();
  }

  @Override
  public SourceSpec source() {
    return new SourceSpec(
        "orders", "mqtt", Map.of("url", broker.url(), "topics", List.of("orders/+")), null);
  }

  @Override
  public Publisher connect() throws LostException {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    try {
      client.connect();
      return new AtLeastOnce(client);
    } catch (RuntimeException e) {
      throw new LostException(e);
    }
  }

  private record AtLeastOnce(Mqtt5BlockingClient client) implements Publisher {
    @Override
    public void publish(int from, int to) throws LostException {
      try {
        for (int n = from; n < to; n++) {
          client
              .publishWith()
              .topic("orders/" + n % 7)
              .qos(MqttQos.AT_LEAST_ONCE)
              .contentType("application/json")
              .userProperties()
              .add("specversion", "1.0")
              .add("id", "" + n)
              .add("source", "/shop")
              .add("type", "sold")
              .applyUserProperties()
              .payload(("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8))
              .send();
        }
      } catch (RuntimeException e) {
        throw new LostException(e);
      }
    }

    @Override
    public void close() {
      try {
        client.disconnect();
      } catch (RuntimeException e) {
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

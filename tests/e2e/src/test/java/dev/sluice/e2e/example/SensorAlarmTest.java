package dev.sluice.e2e.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.source.mqtt.Mosquitto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Readings go in, and alarms come out, by a real broker. */
@ResourceLock(Lane.OWN_SERVER)
class SensorAlarmTest {
  private static final List<JsonNode> ALARMS = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before all
  private static Mosquitto broker;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Example example;

  @SuppressWarnings("NullAway.Init") // set before all
  private static Mqtt5BlockingClient device;

  @BeforeAll
  static void deploy() throws Exception {
    broker = new Mosquitto();
    device =
        MqttClient.builder()
            .useMqttVersion5()
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .buildBlocking();
    Object unused = device.connect();
    device
        .toAsync()
        .publishes(
            MqttGlobalPublishFilter.SUBSCRIBED,
            message ->
                ALARMS.add(
                    Json.read(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))));
    unused = device.subscribeWith().topicFilter("alarms").qos(MqttQos.AT_LEAST_ONCE).send();
    example = Example.of("sensor-alarm").with("tcp://127.0.0.1:1883", broker.url()).apply();
    Await.until(
        "the source is there",
        () -> example.client().sources().get("sensor-readings").state().equals("running"));
  }

  @AfterAll
  static void stop() throws Exception {
    device.disconnect();
    example.close();
    broker.close();
  }

  private static void read(String sensor, String reading) {
    Object unused =
        device
            .publishWith()
            .topic("sensors/" + sensor + "/temperature")
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(reading.getBytes(StandardCharsets.UTF_8))
            .send();
  }

  private static List<JsonNode> alarmsOf(String sensor) {
    return ALARMS.stream()
        .map(alarm -> alarm.at("/data/response/body"))
        .filter(words -> words.path("sensor").asText().equals(sensor))
        .toList();
  }

  private static void awaitAlarmOf(String sensor) throws Exception {
    Await.until("an alarm of " + sensor, () -> !alarmsOf(sensor).isEmpty());
  }

  private static int executions() throws Exception {
    return example.client().workflows().executions("too-hot", null, 100, null).items().size();
  }

  @Test
  void shouldSendAnAlarmAboutAReadingThatIsTooHigh() throws Exception {
    read("boiler", "{\"celsius\": 71.5}");
    awaitAlarmOf("boiler");

    assertThat(alarmsOf("boiler").get(0).path("celsius").asDouble()).isEqualTo(71.5);
    assertThat(alarmsOf("boiler").get(0).path("text").asText())
        .isEqualTo("boiler is too hot: 71.5 °C");
  }

  @Test
  void shouldLetReadingsPassThatAreNotTooHighOrAreNone() throws Exception {
    read("cellar", "{\"celsius\": 12}");
    read("cellar", "{\"celsius\": 60}");
    read("cellar", "{\"celsius\": \"hot\"}");
    read("cellar", "{\"celsius\": null}");
    read("cellar", "{\"fahrenheit\": 300}");
    read("cellar", "[99]");
    read("cellar", "99");
    read("cellar", "broken {");
    read("cellar", "");
    read("stove", "{\"celsius\": 60.1}");
    awaitAlarmOf("stove");

    assertThat(alarmsOf("cellar")).isEmpty();
    assertThat(example.deadLetters("sensor-alarm")).isEmpty();
  }

  @Test
  void shouldSendOneAlarmOfASensorInTenMinutes() throws Exception {
    int before = executions();
    read("oven", "{\"celsius\": 80}");
    awaitAlarmOf("oven");
    read("oven", "{\"celsius\": 90}");
    read("furnace", "{\"celsius\": 100}");
    awaitAlarmOf("furnace");
    Await.until("all three were too hot", () -> executions() >= before + 3);

    assertThat(alarmsOf("oven")).hasSize(1);
  }
}

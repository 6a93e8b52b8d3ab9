package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;

/** Publishes events to a topic of an MQTT broker. Thread-safe. */
public final class MqttSink implements SinkKind {
  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public String summary() {
    return "Publishes events to a topic of an MQTT broker, and waits for it to take them.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(MqttClients.options());
    options.addAll(
        List.of(
            Option.text("topic", "Of all events.").must(),
            Option.choice("qos", "Quality of service.", List.of("1", "2")).or("1"),
            Option.flag("retain", "Has the broker keep the last event for who subscribes later.")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    MqttClients.check("url", () -> MqttAddress.parse(settings.text("url")));
    MqttClients.check("topic", () -> MqttTopic.of(settings.text("topic")));
    MqttClients.checkUser(settings);
  }

  @Override
  public Sink open(Settings settings) {
    return new MqttPublisher(settings);
  }
}

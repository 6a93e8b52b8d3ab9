package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
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
    return List.of(
        Option.text("url", "The broker: tcp://host:1883, or ssl://host:8883 for TLS.").must(),
        Option.choice("version", "Version of the protocol.", List.of(MqttSource.VERSION_5, "3.1.1"))
            .or(MqttSource.VERSION_5),
        Option.text("user", "Who comes."),
        Option.secret("password", "The user's password."),
        Option.text("topic", "Of all events.").must(),
        Option.choice("qos", "Quality of service.", List.of("1", "2")).or("1"),
        Option.flag("retain", "Has the broker keep the last event for who subscribes later."));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    try {
      MqttAddress unused = MqttAddress.parse(settings.text("url"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("url", String.valueOf(e.getMessage()));
    }
    try {
      MqttTopic unused = MqttTopic.of(settings.text("topic"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("topic", String.valueOf(e.getMessage()));
    }
    if (settings.find("password") != null && settings.find("user") == null) {
      throw new InvalidSettingException("password", "it needs a 'user'");
    }
  }

  @Override
  public Sink open(Settings settings) {
    return new MqttPublisher(settings);
  }
}

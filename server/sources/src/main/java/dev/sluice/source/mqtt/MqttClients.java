package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What clients of both versions have in common. */
final class MqttClients {
  private static final long TIMEOUT_SECONDS = 10;

  private MqttClients() {}

  /** What definitions say of the broker and of who comes. */
  static List<Option> options() {
    return List.of(
        Option.text("url", "The broker: tcp://host:1883, or ssl://host:8883 for TLS.").must(),
        Option.choice("version", "Version of the protocol.", List.of(MqttSource.VERSION_5, "3.1.1"))
            .or(MqttSource.VERSION_5),
        Option.text("user", "Who comes."),
        Option.secret("password", "The user's password."));
  }

  /** Refuses what is read with an {@link IllegalArgumentException}. */
  static void check(String option, Supplier<?> reader) throws InvalidSettingException {
    try {
      Object unused = reader.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(option, String.valueOf(e.getMessage()));
    }
  }

  static void checkUser(Settings settings) throws InvalidSettingException {
    if (settings.find("password") != null && settings.find("user") == null) {
      throw new InvalidSettingException("password", "it needs a 'user'");
    }
  }

  /** Of one client of a source, known to the broker by this id. */
  static MqttClientBuilder builder(Settings settings, String clientId, MqttLink.Listener listener) {
    return builder(MqttAddress.parse(settings.text("url")), TIMEOUT_SECONDS)
        .identifier(clientId)
        .addDisconnectedListener(context -> listener.ended(context.getCause()));
  }

  /** Of any client. */
  static MqttClientBuilder builder(MqttAddress address, long timeoutSeconds) {
    MqttClientBuilder builder =
        MqttClient.builder()
            .transportConfig()
            .serverHost(address.host())
            .serverPort(address.port())
            .socketConnectTimeout(timeoutSeconds, TimeUnit.SECONDS)
            .mqttConnectTimeout(timeoutSeconds, TimeUnit.SECONDS)
            .applyTransportConfig();
    return address.tls() ? builder.sslWithDefaultConfig() : builder;
  }

  static MqttQos qos(Settings settings) {
    return Objects.requireNonNull(MqttQos.fromCode(Integer.parseInt(settings.text("qos"))));
  }
}

package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import dev.sluice.spi.source.Settings;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What clients of both versions have in common. */
final class MqttClients {
  private static final long TIMEOUT_SECONDS = 10;

  private MqttClients() {}

  static MqttClientBuilder builder(Settings settings, MqttLink.Listener listener) {
    MqttAddress address = MqttAddress.parse(settings.text("url"));
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(MqttSource.clientId(settings))
            .transportConfig()
            .serverHost(address.host())
            .serverPort(address.port())
            .socketConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .mqttConnectTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .applyTransportConfig()
            .addDisconnectedListener(context -> listener.ended(context.getCause()));
    return address.tls() ? builder.sslWithDefaultConfig() : builder;
  }

  static MqttQos qos(Settings settings) {
    return Objects.requireNonNull(MqttQos.fromCode(Integer.parseInt(settings.text("qos"))));
  }
}

package dev.sluice.source.kafka;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The library's settings for a source. */
final class ConsumerSettings {
  /** What nobody may change, for acknowledging is built on it. */
  private static final Set<String> OWN =
      Set.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  /** Their values name classes or files of the server, or run something there. */
  private static final Set<String> UNSAFE =
      Set.of(
          "class",
          "classes",
          "location",
          "reporters",
          "callback.handler",
          "config",
          "providers",
          "strategy");

  private static final int REQUEST_MILLIS = 10_000;

  private ConsumerSettings() {}

  /** Refuses further settings that are not for users. */
  static void check(Settings settings) throws InvalidSettingException {
    for (String name : settings.map("properties").keySet()) {
      if (OWN.contains(name) || isUnsafe(name)) {
        throw new InvalidSettingException("properties", "'" + name + "' cannot be set");
      }
      if (!ConsumerConfig.configNames().contains(name)) {
        throw new InvalidSettingException(
            "properties", "there is no '" + name + "' among the settings of Kafka's consumer");
      }
    }
    try {
      ConsumerConfig unused = new ConsumerConfig(of(settings));
    } catch (KafkaException e) {
      throw new InvalidSettingException("properties", String.valueOf(e.getMessage()));
    }
  }

  private static boolean isUnsafe(String name) {
    return name.startsWith("sasl.")
        || UNSAFE.stream().anyMatch(end -> name.endsWith("." + end))
        || name.endsWith(".class")
        || name.contains("interceptor");
  }

  static Map<String, Object> of(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.map("properties"));
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.texts("servers"));
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group(settings));
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, settings.text("start"));
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) settings.integer("batch"));
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.putIfAbsent(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "sluice-" + settings.namespace() + "-" + settings.source());
    Security.put(settings, config);
    return config;
  }

  static String group(Settings settings) {
    String said = settings.find("group");
    return said == null ? "sluice-" + settings.namespace() + "-" + settings.source() : said;
  }
}

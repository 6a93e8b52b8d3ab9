package dev.sluice.source.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttClientIdentifier;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Messages of an MQTT broker. Thread-safe. */
public final class MqttSource implements PullSource {
  static final String KIND = "mqtt";
  static final String VERSION_5 = "5";

  private final Supplier<String> ids;

  /**
   * Takes where ids come from.
   *
   * @param ids a new one for each connection
   */
  public MqttSource(Supplier<String> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Messages of topics of an MQTT broker, acknowledged once they are on disk here.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(MqttClients.options());
    options.addAll(
        List.of(
            Option.texts("topics", "What is subscribed to; + and # are wildcards.").must(),
            Option.choice("qos", "Quality of service; 0 may lose messages.", List.of("0", "1", "2"))
                .or("1"),
            Option.text("group", "Shares messages with others who name this group (version 5)."),
            Option.text(
                "client-id", "Usually sluice-NAMESPACE-SOURCE; one connection has it at a time."),
            Option.duration("session-expiry", "How long the broker keeps what comes meanwhile.")
                .or("24h"),
            Option.integer(
                    ReceiveMaximum.OPTION,
                    "The most messages on their way, not acknowledged.",
                    1,
                    ReceiveMaximum.MOST)
                .or("2000"),
            Option.integer("batch", "The most messages to take at once.", 1, 500).or("100")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    MqttClients.check("url", () -> MqttAddress.parse(settings.text("url")));
    MqttClients.check("client-id", () -> MqttClientIdentifier.of(clientId(settings)));
    MqttClients.checkUser(settings);
    if (settings.find("group") != null && !settings.text("version").equals(VERSION_5)) {
      throw new InvalidSettingException("group", "it needs version 5");
    }
    if (settings.texts("topics").isEmpty()) {
      throw new InvalidSettingException("topics", "there is none");
    }
    for (String filter : filters(settings)) {
      MqttClients.check("topics", () -> MqttTopicFilter.of(filter));
    }
  }

  /** The same for each connection of a source, for the session is the client's. */
  static String clientId(Settings settings) {
    String said = settings.find("client-id");
    return said == null ? "sluice-" + settings.namespace() + "-" + settings.source() : said;
  }

  /** What the broker is asked for. */
  static List<String> filters(Settings settings) {
    String group = settings.find("group");
    String prefix = group == null ? "" : "$share/" + group + "/";
    return settings.texts("topics").stream().map(topic -> prefix + topic).distinct().toList();
  }

  @Override
  public Connection connect(Settings settings) {
    return new MqttConnection(settings, ids.get());
  }
}

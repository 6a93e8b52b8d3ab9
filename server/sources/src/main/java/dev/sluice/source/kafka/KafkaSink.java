package dev.sluice.source.kafka;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.List;

/** Writes events to a topic of Kafka. Thread-safe. */
public final class KafkaSink implements SinkKind {
  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String summary() {
    return "Writes events to a topic of Kafka, and waits until all replicas in sync have them.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.texts("servers", "The brokers to ask first, as host:port.").must(),
        Option.text("topic", "Of all events; it must be there.").must(),
        Option.text("key", "Of all records; usually the event's id."),
        Option.text("user", "Who comes, by SASL."),
        Option.secret("password", "The user's password."),
        Option.choice(
                "mechanism",
                "Mechanism of SASL, where there is a user.",
                List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"))
            .or("SCRAM-SHA-512"),
        Option.flag("tls", "Encrypt, with the certificates that the JVM trusts."));
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    if ((settings.find("user") == null) != (settings.find("password") == null)) {
      throw new InvalidSettingException("password", "it and 'user' need each other");
    }
  }

  @Override
  public Sink open(Settings settings) {
    return new KafkaWriter(settings);
  }
}

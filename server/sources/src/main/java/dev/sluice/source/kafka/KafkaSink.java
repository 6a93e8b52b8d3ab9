package dev.sluice.source.kafka;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
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
    List<Option> options =
        new ArrayList<>(
            List.of(
                Option.texts("servers", "The brokers to ask first, as host:port.").must(),
                Option.text("topic", "Of all events; it must be there.").must(),
                Option.text("key", "Of all records; usually the event's id.")));
    options.addAll(Security.options());
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    Security.check(settings);
  }

  @Override
  public Sink open(Settings settings) {
    return new KafkaWriter(settings);
  }
}

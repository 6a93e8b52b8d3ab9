package dev.sluice.source.rabbitmq;

import dev.sluice.spi.sink.Sink;
import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;

/** Publishes events to RabbitMQ, which confirms them. Thread-safe. */
public final class RabbitSink implements SinkKind {
  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public String summary() {
    return "Publishes events to RabbitMQ, durable, and waits for it to confirm them.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(RabbitAddress.options());
    options.addAll(
        List.of(
            Option.text(
                "exchange", "Where events are published; without it, the default exchange."),
            Option.text("routing-key", "Of all events; a queue's name at the default exchange.")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    RabbitAddress.check(settings);
    if (settings.find("exchange") == null && settings.find("routing-key") == null) {
      throw new InvalidSettingException(
          "routing-key", "it is missing: at the default exchange it names the queue");
    }
  }

  @Override
  public Sink open(Settings settings) {
    return new RabbitPublisher(settings);
  }
}

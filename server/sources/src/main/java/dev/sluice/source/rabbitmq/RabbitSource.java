package dev.sluice.source.rabbitmq;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.PullSource;
import dev.sluice.spi.source.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Messages of a queue of RabbitMQ. Thread-safe. */
public final class RabbitSource implements PullSource {
  static final String KIND = "rabbitmq";

  private final Supplier<String> ids;

  /**
   * Takes where ids come from.
   *
   * @param ids a new one for each connection
   */
  public RabbitSource(Supplier<String> ids) {
    this.ids = ids;
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public String summary() {
    return "Messages of a queue of RabbitMQ, acknowledged once they are on disk here.";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(RabbitAddress.options());
    options.addAll(
        List.of(
            Option.text("queue", "The queue whose messages are taken.").must(),
            Option.flag("declare", "Make the queue, durable, where it is not there."),
            Option.choice(
                    "queue-type", "Type of a queue that is made.", List.of("quorum", "classic"))
                .or("quorum"),
            Option.text("exchange", "An exchange to bind the queue to."),
            Option.texts("routing-keys", "The keys to bind it with; none for the empty key."),
            Option.integer(
                    "prefetch", "The most messages on their way, not acknowledged.", 1, 10_000)
                .or("200"),
            Option.integer("batch", "The most messages to take at once.", 1, 500).or("100")));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    RabbitAddress.check(settings);
    if (settings.find("exchange") == null && !settings.texts("routing-keys").isEmpty()) {
      throw new InvalidSettingException("routing-keys", "they need an 'exchange'");
    }
  }

  @Override
  public Connection connect(Settings settings) {
    return new RabbitConnection(settings, ids.get());
  }
}

package dev.sluice.core.sink;

import dev.sluice.spi.sink.SinkKind;
import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A kind with what every sink says: how hard is tried. Immutable. */
record TriedKind(SinkKind kind) implements Configurable {
  private static final String ATTEMPTS = "max-attempts";
  private static final String DELAY = "retry-delay";
  private static final Duration LONGEST = Duration.ofHours(1);

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public String summary() {
    return kind.summary();
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(kind.options());
    options.add(
        Option.integer(ATTEMPTS, "How often an event is sent before it is given up.", 1, 100)
            .or("12"));
    options.add(
        Option.duration(DELAY, "Pause before the second time; each further one is twice as long.")
            .or("1s"));
    return options;
  }

  @Override
  public void check(Settings settings) throws InvalidSettingException {
    if (delay(settings).compareTo(LONGEST) > 0) {
      throw new InvalidSettingException(DELAY, "it is more than an hour");
    }
    kind.check(settings);
  }

  static int attempts(Settings settings) {
    return (int) settings.integer(ATTEMPTS);
  }

  static Duration delay(Settings settings) {
    return settings.duration(DELAY);
  }
}

package dev.sluice.core.source;

import dev.sluice.core.option.SettingsReader;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import dev.sluice.spi.source.TimedSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A schedule of whole multiples of a length of time since 1970. */
record TickingKind(Duration every, Missed policy) implements TimedSource {
  @Override
  public String name() {
    return "ticking";
  }

  @Override
  public String summary() {
    return "Ticks.";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public Instant next(Settings settings, Instant after) {
    long step = every.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(after.toEpochMilli(), step) * step + step);
  }

  @Override
  public SourceEvent event(Settings settings, Instant due) {
    return SourceEvent.of(due.toString(), "/ticking", "tick").build();
  }

  @Override
  public Missed missed(Settings settings) {
    return policy;
  }

  Settings settings() {
    return new SettingsReader((namespace, secret) -> "", text -> Duration.ZERO)
        .of(this, "default", "ticking", Map.of());
  }
}

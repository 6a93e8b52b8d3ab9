package dev.sluice.spi.sink;

import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.Settings;

/** A kind of sink, such as a broker. Thread-safe. */
public interface SinkKind extends Configurable {

  /**
   * A sink, which is kept for many events. It connects when it is needed first; this does not
   * block.
   *
   * @param settings checked
   */
  Sink open(Settings settings);
}

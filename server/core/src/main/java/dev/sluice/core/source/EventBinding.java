package dev.sluice.core.source;

import dev.sluice.spi.source.SourceEvent;
import io.cloudevents.CloudEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes CloudEvents of what sources bring. Thread-safe. */
public interface EventBinding {

  /** Never throws: what is no valid event becomes one that says so as well as it can. */
  Bound bind(SourceEvent event);

  /**
   * What became of it.
   *
   * @param events several where it was a batch
   * @param problem why they are not what the source meant, or null
   */
  record Bound(List<CloudEvent> events, @Nullable String problem) {
    public Bound {
      events = List.copyOf(events);
    }
  }
}

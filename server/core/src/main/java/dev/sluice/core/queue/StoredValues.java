package dev.sluice.core.queue;

import dev.sluice.core.function.RoutingRule;
import dev.sluice.core.function.RoutingValues;
import org.jspecify.annotations.Nullable;

/**
 * What was taken of an event when it came in, for aliases. A repeated attempt goes to the same
 * version, and so do all events of a lane.
 */
public record StoredValues(QueuedEvent event) implements RoutingValues {
  @Override
  public @Nullable String of(RoutingRule rule) {
    return event.routing().value();
  }

  @Override
  public String stable() {
    String lane = event.lane();
    return lane == null ? event.id() : lane;
  }
}

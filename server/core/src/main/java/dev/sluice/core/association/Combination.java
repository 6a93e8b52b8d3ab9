package dev.sluice.core.association;

import dev.sluice.core.association.Association.Combine;
import dev.sluice.core.association.Association.Part;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.combination.Combiner;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.core.queue.combination.Joining;
import dev.sluice.core.queue.combination.PartEvent;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an association says of combinations, compiled. Thread-safe. */
final class Combination implements Combiner {
  private final Association association;
  private final Combine combine;
  private final Group group;
  private final List<Compiled> parts = new ArrayList<>();
  private final Condition condition;
  private final EventFormat format;
  private final Routes routes;

  /** Of an association that combines. */
  Combination(Association association, EventFilters filters, EventFormat format, Routes routes) {
    this.association = association;
    this.combine = Objects.requireNonNull(association.rule().combine());
    this.group = Objects.requireNonNull(association.group());
    this.format = format;
    this.routes = routes;
    for (Part part : combine.parts()) {
      String filter = part.filter();
      parts.add(new Compiled(part, filter == null ? null : filters.parse(filter)));
    }
    this.condition =
        Condition.parse(combine.when(), combine.parts().stream().map(Part::name).toList());
  }

  private record Compiled(Part part, @Nullable EventFilter filter) {
    boolean wants(String source, CloudEvent event) {
      return (part.source() == null || part.source().equals(source))
          && (filter == null || filter.matches(event));
    }
  }

  /**
   * The event as one of a combination; null where it is no part, or has nothing that it could have
   * in common with others.
   *
   * @param json the same event in the JSON format
   */
  @Nullable Joining joining(Router.Arrival arrival, byte[] json) {
    String source = arrival.source();
    CloudEvent event = arrival.event();
    RoutingValues values = format.values(event, json);
    List<Joining.Place> places = new ArrayList<>();
    for (Compiled compiled : parts) {
      String key =
          compiled.wants(source, event)
              ? key(combine.correlate(compiled.part()), event, values)
              : null;
      if (key != null) {
        places.add(new Joining.Place(compiled.part().name(), key));
      }
    }
    return places.isEmpty()
        ? null
        : new Joining(group, places, Routes.content(event, json), this, arrival.depth());
  }

  private static @Nullable String key(@Nullable String by, CloudEvent event, RoutingValues values) {
    if (by == null) {
      return "";
    }
    String value = OrderKey.value(by, event, values);
    return value.isEmpty() ? null : value;
  }

  @Override
  public Duration window() {
    return Duration.ofMillis(combine.windowMillis());
  }

  @Override
  public boolean isWhole(Set<String> there) {
    return condition.isWhole(there);
  }

  @Override
  public List<QueuedEvent> whole(String key, List<PartEvent> events, Instant now) {
    CombinedEvent event = CombinedEvent.of(association, key, events, now);
    int depth = events.stream().mapToInt(PartEvent::depth).max().orElse(0);
    return routes.of(
        association,
        new Router.Arrival(association.namespace(), association.name(), event, depth),
        format.json(event),
        now);
  }
}

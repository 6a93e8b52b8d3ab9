package dev.sluice.core.association;

import dev.sluice.core.SluiceException;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.combination.Joining;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to the functions of all associations that want them. Thread-safe. */
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String JSON = "application/json";

  private final AssociationStore store;
  private final EventFilters filters;
  private final Inputs inputs;
  private final TargetRules targets;
  private final RecentEvents recent;
  private final EventFormat format;
  private final Routes routes;
  private final EventQueue queue;
  private final Clock clock;
  private final ConcurrentHashMap<String, List<Ready>> ready = new ConcurrentHashMap<>();
  private final List<Consumer<List<Arrival>>> listeners = new CopyOnWriteArrayList<>();

  Router(
      AssociationStore store,
      EventFilters filters,
      Inputs inputs,
      TargetRules targets,
      RecentEvents recent,
      EventFormat format,
      Routes routes,
      EventQueue queue,
      Clock clock) {
    this.store = store;
    this.filters = filters;
    this.inputs = inputs;
    this.targets = targets;
    this.recent = recent;
    this.format = format;
    this.routes = routes;
    this.queue = queue;
    this.clock = clock;
  }

  /** An association that takes events, with what it says of them compiled. */
  private record Ready(
      Association association, @Nullable EventFilter filter, @Nullable Combination combination) {
    boolean wants(String source, CloudEvent event) {
      List<String> sources = association.rule().sources();
      return (sources.isEmpty() || sources.contains(source))
          && (filter == null || filter.matches(event));
    }

    /** Whoever waits for an answer cannot wait for other events. */
    boolean answers(String source) {
      return association.state() == State.ENABLED
          && combination == null
          && association.rule().sources().contains(source);
    }
  }

  /** Associations of the namespace have changed. */
  void changed(String namespace) {
    ready.remove(namespace);
    inputs.changed(namespace);
    targets.changed(namespace);
  }

  /**
   * An event that comes in.
   *
   * @param source the name of the source that it comes from
   * @param depth through how many functions it came
   */
  public record Arrival(String namespace, String source, CloudEvent event, int depth) {

    /** One from outside. */
    public Arrival(String namespace, String source, CloudEvent event) {
      this(namespace, source, event, 0);
    }
  }

  /**
   * Adds one who is told events before they are accepted, and returns when what follows from them
   * is certain. Events that are then not accepted come again with the same ids.
   */
  public void onArrival(Consumer<List<Arrival>> listener) {
    listeners.add(listener);
  }

  /**
   * Takes events, all or none; what has to run for them is on disk on return, and so are those that
   * wait for others.
   *
   * @return ids of the invocations
   * @throws SluiceException {@code STORAGE_UNAVAILABLE} or {@code SHUTTING_DOWN}
   */
  public List<String> accept(List<Arrival> arrivals) {
    List<QueuedEvent> queued = new ArrayList<>();
    List<Joining> parts = new ArrayList<>();
    Instant now = clock.instant();
    listeners.forEach(listener -> listener.accept(arrivals));
    arrivals.forEach(arrival -> add(arrival, now, queued, parts));
    List<String> accepted =
        queued.isEmpty() && parts.isEmpty() ? List.of() : queue.accept(queued, parts);
    recent.add(arrivals);
    return accepted;
  }

  /**
   * What has to run for an event, which is not accepted, with the inputs of the functions: of those
   * associations that are enabled and name its source.
   *
   * @throws SluiceException {@code INPUT_FAILED}
   */
  public List<QueuedEvent> wanted(Arrival arrival) {
    List<QueuedEvent> wanted = new ArrayList<>();
    Instant now = clock.instant();
    byte[] json = format.json(arrival.event());
    for (Ready one : ready(arrival.namespace())) {
      if (one.answers(arrival.source()) && one.wants(arrival.source(), arrival.event())) {
        wanted.addAll(routes.of(one.association(), arrival, json, now));
      }
    }
    recent.add(List.of(arrival));
    return wanted.stream().map(this::withInput).toList();
  }

  private QueuedEvent withInput(QueuedEvent event) {
    byte[] payload = Objects.requireNonNull(event.content().payload());
    byte[] input = inputs.of(event.queue(), payload);
    return input == payload
        ? event
        : QueuedEvent.fresh(
            event.id(),
            event.queue(),
            event.qualifier(),
            event.trigger(),
            Content.of(input, JSON, event.content().eventId(), event.content().source()),
            event.routing(),
            event.createdAt());
  }

  private void add(Arrival arrival, Instant now, List<QueuedEvent> queued, List<Joining> parts) {
    CloudEvent event = arrival.event();
    byte[] json = null;
    for (Ready one : ready(arrival.namespace())) {
      if (one.wants(arrival.source(), event)) {
        json = json == null ? format.json(event) : json;
        Combination combination = one.combination();
        if (combination == null) {
          queued.addAll(routes.of(one.association(), arrival, json, now));
        } else {
          Joining joining = combination.joining(arrival, json);
          if (joining != null) {
            parts.add(joining);
          }
        }
      }
    }
  }

  private List<Ready> ready(String namespace) {
    return ready.computeIfAbsent(namespace, this::load);
  }

  /** Whether an association of the namespace may take events that come from a source. */
  public boolean isWatched(String namespace, String source) {
    for (Ready one : ready(namespace)) {
      List<String> sources = one.association().rule().sources();
      if (sources.isEmpty() || sources.contains(source)) {
        return true;
      }
    }
    return false;
  }

  private List<Ready> load(String namespace) {
    List<Ready> all = new ArrayList<>();
    for (Association association : store.list(namespace)) {
      if (association.state() == State.DISABLED) {
        continue;
      }
      String filter = association.rule().filter();
      try {
        all.add(
            new Ready(
                association,
                filter == null ? null : filters.parse(filter),
                association.rule().combine() == null
                    ? null
                    : new Combination(association, filters, format, routes)));
      } catch (SluiceException e) {
        // It was valid for the release that stored it.
        LOG.error("The association {} takes no events: {}", association.name(), e.detail());
      }
    }
    return List.copyOf(all);
  }
}

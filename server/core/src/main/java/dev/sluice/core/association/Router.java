package dev.sluice.core.association;

import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.function.Weights;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
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
  private static final String JSON_EVENT = "application/cloudevents+json";
  private static final String JSON = "application/json";
  private static final String TRIGGER = "association:";

  private final AssociationStore store;
  private final EventFilters filters;
  private final Inputs inputs;
  private final TargetRules targets;
  private final RecentEvents recent;
  private final EventFormat format;
  private final InvocationService invocations;
  private final EventQueue queue;
  private final Clock clock;
  private final IdSource ids;
  private final ConcurrentHashMap<String, List<Ready>> ready = new ConcurrentHashMap<>();
  private final List<Consumer<List<Arrival>>> listeners = new CopyOnWriteArrayList<>();

  Router(
      AssociationStore store,
      EventFilters filters,
      Inputs inputs,
      TargetRules targets,
      RecentEvents recent,
      EventFormat format,
      InvocationService invocations,
      EventQueue queue,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.filters = filters;
    this.inputs = inputs;
    this.targets = targets;
    this.recent = recent;
    this.format = format;
    this.invocations = invocations;
    this.queue = queue;
    this.clock = clock;
    this.ids = ids;
  }

  /** An association that takes events, with what it says of them compiled. */
  private record Ready(Association association, @Nullable EventFilter filter) {
    boolean wants(String source, CloudEvent event) {
      List<String> sources = association.rule().sources();
      return (sources.isEmpty() || sources.contains(source))
          && (filter == null || filter.matches(event));
    }

    boolean answers(String source) {
      return association.state() == State.ENABLED && association.rule().sources().contains(source);
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
   */
  public record Arrival(String namespace, String source, CloudEvent event) {}

  /**
   * Adds one who is told events before they are accepted, and returns when what follows from them
   * is certain. Events that are then not accepted come again with the same ids.
   */
  public void onArrival(Consumer<List<Arrival>> listener) {
    listeners.add(listener);
  }

  /**
   * Takes events, all or none; what has to run for them is on disk on return.
   *
   * @return ids of the invocations
   * @throws SluiceException {@code STORAGE_UNAVAILABLE} or {@code SHUTTING_DOWN}
   */
  public List<String> accept(List<Arrival> arrivals) {
    List<QueuedEvent> queued = new ArrayList<>();
    Instant now = clock.instant();
    listeners.forEach(listener -> listener.accept(arrivals));
    arrivals.forEach(arrival -> add(arrival, false, now, queued));
    List<String> accepted = queued.isEmpty() ? List.of() : queue.accept(queued);
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
    add(arrival, true, clock.instant(), wanted);
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

  private void add(Arrival arrival, boolean named, Instant now, List<QueuedEvent> queued) {
    CloudEvent event = arrival.event();
    byte[] json = null;
    for (Ready one : ready.computeIfAbsent(arrival.namespace(), this::load)) {
      if (one.wants(arrival.source(), event) && (!named || one.answers(arrival.source()))) {
        json = json == null ? format.json(event) : json;
        add(one, arrival, json, now, queued);
      }
    }
  }

  /** Whether an association of the namespace may take events that come from a source. */
  public boolean isWatched(String namespace, String source) {
    for (Ready one : ready.computeIfAbsent(namespace, this::load)) {
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
        all.add(new Ready(association, filter == null ? null : filters.parse(filter)));
      } catch (SluiceException e) {
        // It was valid for the release that stored it.
        LOG.error("The association {} takes no events: {}", association.name(), e.detail());
      }
    }
    return List.copyOf(all);
  }

  private void add(Ready one, Arrival arrival, byte[] json, Instant now, List<QueuedEvent> queued) {
    Association association = one.association();
    CloudEvent event = arrival.event();
    Content content = Content.of(json, JSON_EVENT, event.getId(), event.getSource().toString());
    RoutingValues values = format.values(event, json);
    OrderKey order = order(association.rule(), arrival, values);
    for (Target target : association.rule().targets()) {
      String qualifier = qualifier(association, target, event, order.key());
      queued.add(
          QueuedEvent.fresh(
              ids.next(),
              new QueueName(
                  association.namespace(), target.function(), association.name(), order.shard()),
              qualifier,
              TRIGGER + association.name(),
              content,
              new Routing(
                  order.key(),
                  invocations.routingValue(
                      association.namespace(), target.function(), qualifier, values),
                  0),
              now));
    }
  }

  private static OrderKey order(Rule rule, Arrival arrival, RoutingValues values) {
    Ordered ordered = rule.ordered();
    return ordered == null
        ? OrderKey.ofLane(rule.orderBy(), arrival.event())
        : OrderKey.of(ordered, arrival.source(), arrival.event(), values);
  }

  private static String qualifier(
      Association association, Target target, CloudEvent event, @Nullable String key) {
    if (target.weights().isEmpty()) {
      return target.qualifier();
    }
    String stable = key == null ? event.getSource() + "\n" + event.getId() : key;
    double point = Weights.point(association.namespace(), association.name(), stable);
    return Integer.toString(Weights.pick(target.weights(), point));
  }
}

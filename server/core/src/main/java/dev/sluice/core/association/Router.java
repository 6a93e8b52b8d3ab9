package dev.sluice.core.association;

import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.event.EventFilter;
import dev.sluice.core.event.EventFilters;
import dev.sluice.core.function.Weights;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to the functions of all associations that want them. Thread-safe. */
public final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);
  private static final String JSON_EVENT = "application/cloudevents+json";
  private static final String TRIGGER = "association:";

  private final AssociationStore store;
  private final EventFilters filters;
  private final EventFormat format;
  private final InvocationService invocations;
  private final EventQueue queue;
  private final Clock clock;
  private final IdSource ids;
  private final ConcurrentHashMap<String, List<Ready>> ready = new ConcurrentHashMap<>();

  Router(
      AssociationStore store,
      EventFilters filters,
      EventFormat format,
      InvocationService invocations,
      EventQueue queue,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.filters = filters;
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
  }

  /** Associations of the namespace have changed. */
  void changed(String namespace) {
    ready.remove(namespace);
  }

  /**
   * Takes events, all or none; what has to run for them is on disk on return.
   *
   * @param source the name of the source that they come from
   * @return ids of the invocations
   * @throws SluiceException {@code STORAGE_UNAVAILABLE} or {@code SHUTTING_DOWN}
   */
  public List<String> accept(String namespace, String source, List<CloudEvent> events) {
    List<QueuedEvent> queued = new ArrayList<>();
    List<Ready> all = ready.computeIfAbsent(namespace, this::load);
    Instant now = clock.instant();
    for (CloudEvent event : events) {
      byte[] json = null;
      for (Ready one : all) {
        if (one.wants(source, event)) {
          json = json == null ? format.json(event) : json;
          add(one, event, json, now, queued);
        }
      }
    }
    return queued.isEmpty() ? List.of() : queue.accept(queued);
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

  private void add(
      Ready one, CloudEvent event, byte[] json, Instant now, List<QueuedEvent> queued) {
    Association association = one.association();
    Content content = Content.of(json, JSON_EVENT, event.getId(), event.getSource().toString());
    String key = key(association.rule().orderBy(), event);
    for (Target target : association.rule().targets()) {
      String qualifier = qualifier(association, target, event, key);
      queued.add(
          QueuedEvent.fresh(
              ids.next(),
              AssociationService.queueName(association, target),
              qualifier,
              TRIGGER + association.name(),
              content,
              new Routing(
                  key,
                  invocations.routingValue(
                      association.namespace(),
                      target.function(),
                      qualifier,
                      format.values(event, json)),
                  0),
              now));
    }
  }

  /** Events without the attribute are one lane: nobody can say that their order is of no matter. */
  private static @Nullable String key(@Nullable String orderBy, CloudEvent event) {
    if (orderBy == null) {
      return null;
    }
    Object value =
        event.getAttributeNames().contains(orderBy)
            ? event.getAttribute(orderBy)
            : event.getExtension(orderBy);
    return value == null ? "" : value.toString();
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

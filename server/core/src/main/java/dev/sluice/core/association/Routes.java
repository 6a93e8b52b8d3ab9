package dev.sluice.core.association;

import dev.sluice.core.IdSource;
import dev.sluice.core.association.Association.Ordered;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.function.Weights;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.trace.Trace;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what runs for an event that an association wants. Thread-safe. */
final class Routes {
  private static final String JSON_EVENT = "application/cloudevents+json";
  private static final String TRIGGER = "association:";

  private final EventFormat format;
  private final InvocationService invocations;
  private final IdSource ids;

  Routes(EventFormat format, InvocationService invocations, IdSource ids) {
    this.format = format;
    this.invocations = invocations;
    this.ids = ids;
  }

  /** The event as functions get it. */
  static Content content(CloudEvent event, byte[] json) {
    return Content.of(json, JSON_EVENT, event.getId(), event.getSource().toString());
  }

  /**
   * One for each target.
   *
   * @param json the same event in the JSON format
   */
  List<QueuedEvent> of(Association association, Router.Arrival arrival, byte[] json, Instant now) {
    CloudEvent event = arrival.event();
    Content content = content(event, json);
    RoutingValues values = format.values(event, json);
    OrderKey order = order(association.rule(), arrival.source(), event, values);
    Trace trace = invocations.traces().of(extension(event));
    List<QueuedEvent> queued = new ArrayList<>();
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
                  arrival.depth(),
                  trace.text()),
              now));
    }
    return queued;
  }

  /** As CloudEvents' extension for distributed tracing says. */
  private static @Nullable String extension(CloudEvent event) {
    return event.getExtension(Trace.NAME) instanceof String trace ? trace : null;
  }

  private static OrderKey order(Rule rule, String source, CloudEvent event, RoutingValues values) {
    Ordered ordered = rule.ordered();
    return ordered == null
        ? OrderKey.ofLane(rule.orderBy(), event)
        : OrderKey.of(ordered, source, event, values);
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

package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Interest;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that came before anybody waited for them. They are kept for an hour, and so many of them
 * in a namespace; the oldest go first. Confined to the thread of the executions.
 */
final class Inbox {
  static final Duration KEPT = Duration.ofHours(1);
  static final int MOST = 10_000;

  private final Map<String, Namespace> namespaces = new HashMap<>();

  /**
   * Those of a namespace, by what they are known by: all in their order, and those of each type.
   */
  private static final class Namespace {
    private final LinkedHashMap<String, EarlyEvent> all = new LinkedHashMap<>();
    private final Map<String, LinkedHashMap<String, EarlyEvent>> typed = new HashMap<>();

    void add(EarlyEvent event) {
      if (all.putIfAbsent(event.key(), event) == null) {
        typed.computeIfAbsent(event.type(), type -> new LinkedHashMap<>()).put(event.key(), event);
      }
    }

    void remove(EarlyEvent event) {
      Map<String, EarlyEvent> same = typed.get(event.type());
      if (all.remove(event.key()) != null && same != null) {
        same.remove(event.key());
        if (same.isEmpty()) {
          typed.remove(event.type());
        }
      }
    }
  }

  /** Adds one; what has to go for it is given. */
  List<EarlyEvent> add(EarlyEvent event) {
    Namespace namespace = namespaces.computeIfAbsent(event.namespace(), key -> new Namespace());
    namespace.add(event);
    List<EarlyEvent> gone = new ArrayList<>();
    Iterator<EarlyEvent> oldest = namespace.all.values().iterator();
    while (namespace.all.size() - gone.size() > MOST) {
      gone.add(oldest.next());
    }
    return gone;
  }

  boolean has(EarlyEvent event) {
    Namespace namespace = namespaces.get(event.namespace());
    return namespace != null && namespace.all.containsKey(event.key());
  }

  void remove(EarlyEvent event) {
    Namespace namespace = namespaces.get(event.namespace());
    if (namespace != null) {
      namespace.remove(event);
      if (namespace.all.isEmpty()) {
        namespaces.remove(event.namespace());
      }
    }
  }

  /** Those that are too old. */
  List<EarlyEvent> expired(Instant now) {
    Instant oldest = now.minus(KEPT);
    List<EarlyEvent> expired = new ArrayList<>();
    for (Namespace namespace : namespaces.values()) {
      for (EarlyEvent event : namespace.all.values()) {
        if (event.arrivedAt().isAfter(oldest)) {
          break;
        }
        expired.add(event);
      }
    }
    return expired;
  }

  /**
   * Those that an execution may want, the oldest first. Who waits for a key gets what came before
   * it began; who waits for just anything does not.
   *
   * @param began when the execution did
   */
  List<EarlyEvent> of(String namespace, Collection<Interest> interests, Instant began) {
    Namespace events = namespaces.get(namespace);
    if (events == null) {
      return List.of();
    }
    Map<String, EarlyEvent> found = new LinkedHashMap<>();
    for (Interest interest : interests) {
      Map<String, EarlyEvent> some =
          interest.type().isEmpty()
              ? events.all
              : events.typed.getOrDefault(interest.type(), new LinkedHashMap<>());
      JqExpression from = some.isEmpty() ? null : compiled(interest.from());
      for (EarlyEvent event : some.values()) {
        if (fits(interest, from, event, began)) {
          found.put(event.key(), event);
        }
      }
    }
    return found.values().stream().sorted(Comparator.comparing(EarlyEvent::arrivedAt)).toList();
  }

  private static boolean fits(
      Interest interest, @Nullable JqExpression from, EarlyEvent event, Instant began) {
    JsonNode wanted = interest.value();
    if (from == null || wanted == null) {
      return !event.arrivedAt().isBefore(began);
    }
    JsonNode value = Sleepers.value(from, event.event());
    return value != null && Sleepers.key(value).equals(Sleepers.key(wanted));
  }

  private static @Nullable JqExpression compiled(@Nullable String from) {
    try {
      return from == null ? null : JqExpression.compile(from);
    } catch (InvalidExpressionException e) {
      return null;
    }
  }

  List<EarlyEvent> all() {
    return namespaces.values().stream().flatMap(each -> each.all.values().stream()).toList();
  }
}

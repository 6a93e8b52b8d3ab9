package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Interest;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

  /** By namespace, and what they are known by. */
  private final Map<String, LinkedHashMap<String, EarlyEvent>> events = new HashMap<>();

  /** Adds one; what has to go for it is given. */
  List<EarlyEvent> add(EarlyEvent event) {
    LinkedHashMap<String, EarlyEvent> all =
        events.computeIfAbsent(event.namespace(), key -> new LinkedHashMap<>());
    all.putIfAbsent(event.key(), event);
    List<EarlyEvent> gone = new ArrayList<>();
    Iterator<EarlyEvent> oldest = all.values().iterator();
    while (all.size() - gone.size() > MOST) {
      gone.add(oldest.next());
    }
    return gone;
  }

  boolean has(EarlyEvent event) {
    return all(event.namespace()).containsKey(event.key());
  }

  void remove(EarlyEvent event) {
    Map<String, EarlyEvent> all = events.get(event.namespace());
    if (all != null) {
      all.remove(event.key());
      if (all.isEmpty()) {
        events.remove(event.namespace());
      }
    }
  }

  /** Those that are too old. */
  List<EarlyEvent> expired(Instant now) {
    Instant oldest = now.minus(KEPT);
    List<EarlyEvent> expired = new ArrayList<>();
    for (Map<String, EarlyEvent> all : events.values()) {
      for (EarlyEvent event : all.values()) {
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
    Collection<EarlyEvent> all = all(namespace).values();
    List<EarlyEvent> found = new ArrayList<>();
    if (all.isEmpty() || interests.isEmpty()) {
      return found;
    }
    Map<Interest, @Nullable JqExpression> keys = new LinkedHashMap<>();
    interests.forEach(interest -> keys.put(interest, compiled(interest.from())));
    for (EarlyEvent event : all) {
      for (Map.Entry<Interest, @Nullable JqExpression> one : keys.entrySet()) {
        if (fits(one.getKey(), one.getValue(), event, began)) {
          found.add(event);
          break;
        }
      }
    }
    return found;
  }

  private static boolean fits(
      Interest interest, @Nullable JqExpression from, EarlyEvent event, Instant began) {
    if (!interest.type().isEmpty() && !interest.type().equals(event.type())) {
      return false;
    }
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
    return events.values().stream().flatMap(all -> all.values().stream()).toList();
  }

  private Map<String, EarlyEvent> all(String namespace) {
    Map<String, EarlyEvent> all = events.get(namespace);
    return all == null ? Map.of() : all;
  }
}

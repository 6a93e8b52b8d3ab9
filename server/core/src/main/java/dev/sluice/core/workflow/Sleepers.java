package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Interest;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqException;
import dev.sluice.flow.jq.JqExpression;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What executions wait for that are not over: found by the type and a key of an event, and by the
 * time. Written by the thread of the executions; {@link #wants} and {@link #misses} may be asked by
 * any.
 */
final class Sleepers {
  /** How many events of a type are remembered for explanations. */
  private static final int MISSES = 20;

  private final Map<String, Sleeper> sleepers = new HashMap<>();
  private final ConcurrentHashMap<String, Group> groups = new ConcurrentHashMap<>();
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));

  /** Flat, for there may be very many. */
  private record Sleeper(String namespace, List<Interest> interests, long due, boolean busy) {
    Sleeper(String namespace, Waits waits) {
      this(namespace, waits.interests(), waits.due(), waits.busy());
    }

    Waits waits() {
      return new Waits(interests, due, busy);
    }
  }

  private record Due(long at, String id) {}

  /**
   * An event that came while executions waited for its type.
   *
   * @param keys what their keys were, by the jq that gives them
   */
  record Miss(long at, JsonNode event, Map<String, JsonNode> keys) {}

  /** Ids in their order. Most keys are of one execution, for which a set is six times as large. */
  private static final class Several extends LinkedHashSet<String> {
    private static final long serialVersionUID = 1L;

    /** Of an id, or several. */
    static Several of(Object some) {
      if (some instanceof Several several) {
        return several;
      }
      return new Several().with((String) some);
    }

    Several with(String id) {
      add(id);
      return this;
    }

    /** Null for none that are left. */
    @Nullable Object without(String id) {
      remove(id);
      return isEmpty() ? null : size() == 1 ? iterator().next() : this;
    }
  }

  /** Executions that wait for events of a type. */
  private static final class Group {
    /** By the jq that gives the key, and the key: an id, or {@link Several}. */
    private final Map<String, Map<Object, Object>> keyed = new LinkedHashMap<>();

    private final Map<String, JqExpression> compiled = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Deque<Miss> misses = new ArrayDeque<>();

    void add(Interest interest, String id) {
      Map<Object, Object> values = values(interest);
      if (values == null) {
        open.add(id);
      } else {
        values.merge(key(interest), id, (some, more) -> Several.of(some).with(id));
      }
    }

    /** Those of the interest's jq, by key; null where it has none that can be found by. */
    private @Nullable Map<Object, Object> values(Interest interest) {
      String from = interest.from();
      return from == null || interest.value() == null || compiled(from) == null
          ? null
          : keyed.computeIfAbsent(from, text -> new HashMap<>());
    }

    private static Object key(Interest interest) {
      return Sleepers.key(Objects.requireNonNull(interest.value()));
    }

    private @Nullable JqExpression compiled(String from) {
      return compiled.computeIfAbsent(
          from,
          text -> {
            try {
              return JqExpression.compile(text);
            } catch (InvalidExpressionException e) {
              return null;
            }
          });
    }

    void remove(Interest interest, String id) {
      Map<Object, Object> values = values(interest);
      if (values == null) {
        open.remove(id);
        return;
      }
      Object unused =
          values.computeIfPresent(key(interest), (key, some) -> Several.of(some).without(id));
      if (values.isEmpty()) {
        keyed.remove(interest.from());
        compiled.remove(interest.from());
      }
    }

    boolean isEmpty() {
      return open.isEmpty() && keyed.isEmpty();
    }

    void find(JsonNode event, long now, Set<String> found) {
      Map<String, JsonNode> keys = new LinkedHashMap<>();
      keyed.forEach(
          (from, values) -> {
            JsonNode value = value(compiled(from), event);
            if (value != null) {
              keys.put(from, value);
              Object some = values.get(Sleepers.key(value));
              if (some != null) {
                found.addAll(Several.of(some));
              }
            }
          });
      found.addAll(open);
      synchronized (misses) {
        if (misses.size() == MISSES) {
          misses.removeFirst();
        }
        misses.addLast(new Miss(now, attributes(event), keys));
      }
    }
  }

  /** Takes note of what an execution waits for; of null that it is over. */
  void put(String namespace, String id, @Nullable Waits waits) {
    Sleeper before = sleepers.get(id);
    if (before != null && waits != null && before.waits().equals(waits)) {
      return;
    }
    if (before != null) {
      before.waits().interests().forEach(interest -> forget(namespace, interest, id));
    }
    if (waits == null) {
      sleepers.remove(id);
      return;
    }
    // Each row of the database comes with a namespace's text of its own.
    sleepers.put(id, new Sleeper(namespace.intern(), waits));
    for (Interest interest : waits.interests()) {
      groups
          .computeIfAbsent(place(namespace, interest.type()), key -> new Group())
          .add(interest, id);
    }
    if (waits.due() != Waits.NEVER && (before == null || before.waits().due() != waits.due())) {
      due.add(new Due(waits.due(), id));
    }
  }

  private void forget(String namespace, Interest interest, String id) {
    String place = place(namespace, interest.type());
    Group group = groups.get(place);
    if (group != null) {
      group.remove(interest, id);
      if (group.isEmpty()) {
        groups.remove(place);
      }
    }
  }

  /** Executions that may want an event, those that began to wait first first. */
  Set<String> of(String namespace, JsonNode event, long now) {
    Set<String> found = new LinkedHashSet<>();
    for (String type : List.of(event.path("type").asText(), "")) {
      Group group = groups.get(place(namespace, type));
      if (group != null) {
        group.find(event, now, found);
      }
    }
    return found;
  }

  /** What an execution waits for; null where it is over, or was never there. */
  @Nullable Waits waits(String id) {
    Sleeper found = sleepers.get(id);
    return found == null ? null : found.waits();
  }

  /** The namespace of an execution that is not over. */
  @Nullable String namespace(String id) {
    Sleeper found = sleepers.get(id);
    return found == null ? null : found.namespace();
  }

  /** When the next timer fires, in milliseconds since 1970. */
  long nextDue() {
    while (!due.isEmpty() && isOld(due.peek())) {
      due.poll();
    }
    Due next = due.peek();
    return next == null ? Waits.NEVER : next.at();
  }

  /** Executions whose timers are due, each once. */
  List<String> due(long now, int most) {
    List<String> ids = new ArrayList<>();
    while (ids.size() < most && nextDue() <= now) {
      ids.add(Objects.requireNonNull(due.poll()).id());
    }
    return ids;
  }

  private boolean isOld(Due one) {
    Sleeper sleeper = sleepers.get(one.id());
    return sleeper == null || sleeper.waits().due() != one.at();
  }

  /** Whether an execution may wait for events of this type. */
  boolean wants(String namespace, String type) {
    return groups.containsKey(place(namespace, type)) || groups.containsKey(place(namespace, ""));
  }

  /** Events that came lately and were not what a task waits for, the newest last. */
  List<ExecutionService.NearMiss> misses(String namespace, Engine.Listener listener) {
    List<ExecutionService.NearMiss> misses = new ArrayList<>();
    for (var filter : listener.filters()) {
      String type = filter.with().path("type").asText();
      for (Miss miss : misses(namespace, type)) {
        String why = filter.against(miss.event(), miss.keys());
        if (why != null && miss.at() >= listener.since()) {
          misses.add(
              new ExecutionService.NearMiss(Instant.ofEpochMilli(miss.at()), miss.event(), why));
        }
      }
    }
    return misses;
  }

  /** Events of a type that came lately, the newest last; of those that nobody waits for none. */
  List<Miss> misses(String namespace, String type) {
    Group group = groups.get(place(namespace, type));
    if (group == null) {
      return List.of();
    }
    synchronized (group.misses) {
      return List.copyOf(group.misses);
    }
  }

  /** What a key of an event is; null where its jq gives none. */
  static @Nullable JsonNode value(@Nullable JqExpression from, JsonNode event) {
    try {
      return from == null ? null : from.evaluate(event, Map.of());
    } catch (JqException e) {
      return null;
    }
  }

  /** Equal for equal values: numbers are, however they are written. */
  static Object key(JsonNode value) {
    if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
      return value;
    }
    if (value.isNumber()) {
      return value.decimalValue().stripTrailingZeros();
    }
    return value.isTextual() ? value.textValue() : value;
  }

  private static JsonNode attributes(JsonNode event) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    event
        .properties()
        .forEach(
            one -> {
              if (one.getValue().isValueNode() && !one.getKey().startsWith("data")) {
                attributes.set(one.getKey(), one.getValue());
              }
            });
    return attributes;
  }

  private static String place(String namespace, String type) {
    return namespace + "\n" + type;
  }
}

package dev.sluice.core.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a queue that is in memory: events that can run, those that wait behind another of
 * their lane, and the ids of all whose rows must not be read again. Not thread-safe.
 */
final class Window {
  private final ArrayDeque<QueuedEvent> ready = new ArrayDeque<>();

  /** A lane is here while one of its events is ready or runs; behind it wait the others. */
  private final Map<String, ArrayDeque<QueuedEvent>> lanes = new HashMap<>();

  private final Set<String> ids = new HashSet<>();

  /** How many events are known, also those that run or are being settled. */
  int size() {
    return ids.size();
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Adds an event; nothing happens where it is known. */
  void offer(QueuedEvent event) {
    if (!ids.add(event.id())) {
      return;
    }
    String lane = lane(event);
    if (lane != null) {
      ArrayDeque<QueuedEvent> behind = lanes.get(lane);
      if (behind != null) {
        behind.add(event);
        return;
      }
      lanes.put(lane, new ArrayDeque<>());
    }
    ready.add(event);
  }

  /** All of an ordered queue run in turn: its keys are no lanes. */
  private static @Nullable String lane(QueuedEvent event) {
    return event.queue().shard() == null ? event.lane() : null;
  }

  /** The next event to run, or null. It stays known. */
  @Nullable QueuedEvent poll() {
    return ready.poll();
  }

  int ready() {
    return ready.size();
  }

  /** The first of those that can run, which stay so. */
  List<QueuedEvent> head(int most) {
    return ready.stream().limit(most).toList();
  }

  /** Bytes of the payloads of those that can run, in memory or not. */
  long bytes() {
    return ready.stream().mapToLong(event -> event.content().bytes()).sum();
  }

  /** The next event to run, which stays ready, or null. */
  @Nullable QueuedEvent peek() {
    return ready.peek();
  }

  /**
   * Takes events that can run together with one that was polled: those that were not tried yet and
   * go to the same version. Their order stays.
   *
   * @param most how many at most
   * @param bytes of their payloads at most
   */
  List<QueuedEvent> pollLike(QueuedEvent first, int most, long bytes) {
    List<QueuedEvent> taken = new ArrayList<>();
    long left = bytes - first.content().bytes();
    for (Iterator<QueuedEvent> rest = ready.iterator(); rest.hasNext() && taken.size() < most; ) {
      QueuedEvent next = rest.next();
      if (next.attempts() == 0
          && next.qualifier().equals(first.qualifier())
          && Objects.equals(next.routing().value(), first.routing().value())) {
        left -= next.content().bytes();
        if (left < 0) {
          break;
        }
        rest.remove();
        taken.add(next);
      }
    }
    return taken;
  }

  /** An event that was polled shall run before all others. */
  void back(QueuedEvent event) {
    ready.addFirst(event);
  }

  /** An event that was polled has left its lane: the next one may run. */
  void leaveLane(QueuedEvent event) {
    String lane = lane(event);
    ArrayDeque<QueuedEvent> behind = lane == null ? null : lanes.get(lane);
    if (behind == null) {
      return;
    }
    QueuedEvent next = behind.poll();
    if (next == null) {
      lanes.remove(lane);
    } else {
      ready.addFirst(next);
    }
  }

  /** The event's row says all there is to know of it, or is gone. */
  void forget(String id) {
    ids.remove(id);
  }

  /** Takes an event out that waits; null where it runs or is not known. It stays known. */
  @Nullable QueuedEvent remove(String id) {
    for (QueuedEvent event : ready) {
      if (event.id().equals(id)) {
        ready.remove(event);
        leaveLane(event);
        return event;
      }
    }
    for (ArrayDeque<QueuedEvent> behind : lanes.values()) {
      for (QueuedEvent event : behind) {
        if (event.id().equals(id)) {
          behind.remove(event);
          return event;
        }
      }
    }
    return null;
  }

  /** Forgets all events that wait here; returns the ids of those that run or are being settled. */
  Set<String> clear() {
    for (ArrayDeque<QueuedEvent> behind : lanes.values()) {
      behind.forEach(event -> ids.remove(event.id()));
      behind.clear();
    }
    for (QueuedEvent event : ready) {
      ids.remove(event.id());
      lanes.remove(lane(event));
    }
    ready.clear();
    return Set.copyOf(ids);
  }

  boolean knows(String id) {
    return ids.contains(id);
  }

  /** Keeps rows of this event from being read. */
  void know(String id) {
    ids.add(id);
  }
}

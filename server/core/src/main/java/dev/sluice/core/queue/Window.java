package dev.sluice.core.queue;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    String lane = event.lane();
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

  /** The next event to run, or null. It stays known. */
  @Nullable QueuedEvent poll() {
    return ready.poll();
  }

  /** An event that was polled shall run before all others. */
  void back(QueuedEvent event) {
    ready.addFirst(event);
  }

  /** An event that was polled has left its lane: the next one may run. */
  void leaveLane(QueuedEvent event) {
    String lane = event.lane();
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

  boolean knows(String id) {
    return ids.contains(id);
  }

  /** Keeps rows of this event from being read. */
  void know(String id) {
    ids.add(id);
  }
}

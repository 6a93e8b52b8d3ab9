package dev.sluice.core.queue;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One queue as the dispatcher sees it. Guarded by the dispatcher's lock. */
final class Channel {
  final QueueName name;
  final Gate gate;
  final Window window = new Window();

  /** Events may be due in the store that are not in the window. */
  boolean more = true;

  boolean loading;

  /** An event was added to the store, and not to the window, since loading began. */
  boolean missed;

  /** Nothing runs until somebody says otherwise. */
  boolean paused;

  /** Its events are being put back: nothing runs meanwhile. */
  boolean rewinding;

  /** An event that has failed for good: nothing runs until somebody decides about it. */
  @Nullable String blockedBy;

  /** Ends of an ordered queue that are not written yet. */
  int unsettled;

  /** How often its window was emptied. */
  int generation;

  /** Ids of events whose rows have changed since loading began. */
  final Set<String> changedMeanwhile = new HashSet<>();

  /** How often its events are tried, as was asked last. */
  int maxAttempts = 1;

  /** Nothing runs until the function changes. */
  boolean held;

  /** How often the function has changed. */
  int changes;

  /** Nothing runs before {@link #notBefore}, by the ticker. */
  boolean waits;

  long notBefore;

  /** How its events are gathered, as was asked last. */
  QueueRules.@Nullable Gathering gathering;

  /** The event that waits for others to run with it; null for none. */
  @Nullable String gathersFor;

  /** When it is looked at again, by the ticker. */
  long gathersUntil;

  /** How often in a row there was no room for an event. */
  int postponed;

  boolean active;

  /** Of events that workers have. */
  final Set<String> runningIds = new HashSet<>();

  /** The one of all shards; null where this is no shard. */
  final @Nullable Channel whole;

  Channel(QueueName name, Gate gate, @Nullable Channel whole) {
    this.name = name;
    this.gate = gate;
    this.whole = whole;
  }

  /** Whether its events run in turn, a run after the end of the one before is written. */
  boolean isOrdered() {
    return whole != null;
  }

  /** Most events that run together. */
  int size() {
    return gathering == null ? 1 : gathering.size();
  }

  /** Whether nothing of an ordered queue runs, or is not settled. */
  boolean isIdle() {
    return runningIds.isEmpty() && unsettled == 0;
  }

  /** Forgets what waits, and reads it again. */
  void empty() {
    Set<String> unused = window.clear();
    generation++;
    more = true;
    missed = true;
  }

  boolean waitsUntil(long now) {
    waits = waits && notBefore - now > 0;
    return waits;
  }

  boolean stopped() {
    return paused || held || blockedBy != null || rewinding || (whole != null && whole.stopped());
  }

  /** What all queues of one function share. Guarded by the dispatcher's lock. */
  static final class Gate {
    int running;
    @Nullable TokenBucket rate;
  }
}

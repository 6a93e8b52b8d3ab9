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

  Channel(QueueName name, Gate gate) {
    this.name = name;
    this.gate = gate;
  }

  boolean waitsUntil(long now) {
    waits = waits && notBefore - now > 0;
    return waits;
  }

  boolean stopped() {
    return paused || held;
  }

  /** What all queues of one function share. Guarded by the dispatcher's lock. */
  static final class Gate {
    int running;
    @Nullable TokenBucket rate;
  }
}

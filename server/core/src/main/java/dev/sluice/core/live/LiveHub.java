package dev.sluice.core.live;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Hands what happens to whoever listens now. Publishing never blocks and costs next to nothing
 * while nobody listens. Thread-safe.
 */
public final class LiveHub {
  private final CopyOnWriteArrayList<LiveSubscription> subscriptions = new CopyOnWriteArrayList<>();

  /**
   * Starts listening.
   *
   * @param filter which messages are wanted; called by the publisher's thread, so it must be quick
   * @param capacity how many messages wait for a slow reader before the oldest are dropped
   */
  public LiveSubscription subscribe(Predicate<LiveMessage> filter, int capacity) {
    LiveSubscription subscription = new LiveSubscription(filter, capacity, subscriptions::remove);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Whether anybody listens. */
  public boolean isHeard() {
    return !subscriptions.isEmpty();
  }

  /** Hands a message to every listener that wants it. */
  public void publish(LiveMessage message) {
    for (LiveSubscription subscription : subscriptions) {
      subscription.offer(message);
    }
  }

  /** Ends all subscriptions: their readers see the end. */
  public void close() {
    subscriptions.forEach(LiveSubscription::close);
  }
}

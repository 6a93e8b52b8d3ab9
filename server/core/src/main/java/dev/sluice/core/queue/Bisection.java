package dev.sluice.core.queue;

import java.util.List;
import java.util.Objects;

/**
 * Which events of an ordered queue run together next. The numbers of attempts in their rows say all
 * that is needed, so that a restart goes on where it was: events that failed together have the same
 * number, and those that come after them a lower one. While the number is below the most attempts,
 * the same events are tried again; from then on their first half is, until one stands alone.
 */
final class Bisection {
  private Bisection() {}

  /**
   * How many events run next; those that go to different versions never run together.
   *
   * @param head the first events in their order, at least one
   * @param size most of them
   * @param bytes most bytes of payloads, where it is more than one event
   * @param maxAttempts how often events are tried together before they are parted, 1 and up
   */
  static int next(List<QueuedEvent> head, int size, long bytes, int maxAttempts) {
    QueuedEvent first = head.get(0);
    int together = 1;
    long sum = first.content().bytes();
    while (together < Math.min(size, head.size())) {
      QueuedEvent event = head.get(together);
      sum += event.content().bytes();
      if (event.attempts() != first.attempts() || sum > bytes || !isAlike(event, first)) {
        break;
      }
      together++;
    }
    return first.attempts() < maxAttempts ? together : Math.max(1, together / 2);
  }

  private static boolean isAlike(QueuedEvent event, QueuedEvent first) {
    return event.qualifier().equals(first.qualifier())
        && Objects.equals(event.routing().value(), first.routing().value());
  }
}

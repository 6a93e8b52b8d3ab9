package dev.sluice.core.queue.combination;

import dev.sluice.core.IdSource;
import dev.sluice.core.queue.QueuedEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into combinations. An event goes to the first open combination of its key that lacks
 * its part, and opens another one where there is none; so those of a key become whole in the order
 * in which they were opened, and the k-th event of a part meets the k-th of each other. An event
 * that comes again is no other event. Confined to the thread that adds events to the queue.
 */
public final class Combining {
  private final IdSource ids;
  private final int mostOpen;

  /**
   * Works by these.
   *
   * @param mostOpen of a group: one more takes the place of the oldest
   */
  public Combining(IdSource ids, int mostOpen) {
    this.ids = ids;
    this.mostOpen = mostOpen;
  }

  private record Choice(Joining.Place place, Open open) {}

  /** Takes an event; returns what runs where that made a combination whole. */
  public List<QueuedEvent> add(CombinationRows rows, Joining event, Instant now) {
    Group group = event.group();
    if (rows.knows(group, event.digest(), now)) {
      return List.of();
    }
    Choice choice = choose(rows, event, now);
    if (choice == null) {
      choice = opened(rows, event, now);
    }
    Open open = choice.open();
    rows.add(group, open, choice.place(), event, now, now.plus(event.combiner().window()));
    Set<String> parts = new HashSet<>(open.parts());
    parts.add(choice.place().part());
    if (!event.combiner().isWhole(parts)) {
      return List.of();
    }
    List<PartEvent> events = rows.events(open);
    rows.end(group, open, Ending.COMPLETED);
    return event.combiner().whole(choice.place().key(), events, now);
  }

  private static @Nullable Choice choose(CombinationRows rows, Joining event, Instant now) {
    Choice best = null;
    for (Joining.Place place : event.places()) {
      Open open = firstWithout(rows, event.group(), place, now);
      if (open != null && (best == null || open.place() < best.open().place())) {
        best = new Choice(place, open);
      }
    }
    return best;
  }

  private static @Nullable Open firstWithout(
      CombinationRows rows, Group group, Joining.Place place, Instant now) {
    Open open = rows.firstWithout(group, place.key(), place.part());
    while (open != null && isOver(open, now)) {
      rows.end(group, open, Ending.EXPIRED);
      open = rows.firstWithout(group, place.key(), place.part());
    }
    return open;
  }

  private static boolean isOver(Open open, Instant now) {
    return !open.expiresAt().isAfter(now);
  }

  private Choice opened(CombinationRows rows, Joining event, Instant now) {
    Group group = event.group();
    Joining.Place place = event.places().get(0);
    Open oldest = rows.counts(group).open() >= mostOpen ? rows.oldest(group) : null;
    if (oldest != null) {
      rows.end(group, oldest, isOver(oldest, now) ? Ending.EXPIRED : Ending.DROPPED);
    }
    Open opened =
        new Open(
            ids.next(),
            rows.counts(group).opened() + 1,
            place.key(),
            Set.of(),
            now,
            now.plus(event.combiner().window()));
    rows.open(group, opened);
    return new Choice(place, opened);
  }
}

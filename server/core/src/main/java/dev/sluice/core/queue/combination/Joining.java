package dev.sluice.core.queue.combination;

import dev.sluice.core.Digests;
import dev.sluice.core.queue.QueuedEvent.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An event on its way into a combination.
 *
 * @param places that it can take, the one that it would rather take first; not empty
 * @param event with its payload
 * @param depth through how many functions it came
 */
public record Joining(
    Group group, List<Place> places, Content event, Combiner combiner, int depth) {
  public Joining {
    places = List.copyOf(places);
  }

  /** One from outside. */
  public Joining(Group group, List<Place> places, Content event, Combiner combiner) {
    this(group, places, event, combiner, 0);
  }

  /**
   * Where an event can be.
   *
   * @param part the name of the part
   * @param key what it must have in common with the others
   */
  public record Place(String part, String key) {}

  /** The same for the same event, whenever it comes. */
  public String digest() {
    String text = event.source() + "\n" + event.eventId();
    return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}

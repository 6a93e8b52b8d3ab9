package dev.sluice.core.queue.combination;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows combinations. Thread-safe. */
public interface CombinationStore {
  /**
   * One that is open.
   *
   * @param events that are there, without payloads, in the order in which they came
   */
  record Waiting(Open open, List<PartEvent> events) {
    public Waiting {
      events = List.copyOf(events);
    }
  }

  /**
   * Open combinations, those that were opened first before others.
   *
   * @param after only those behind this place; null for all
   */
  List<Waiting> list(Group group, @Nullable Long after, int limit);

  /** Whether the time of an open one is over. */
  boolean isOver(Instant now);

  /** What became of the combinations of all groups that ever had one, by their associations. */
  Map<String, Counts> counts(String namespace);
}

package dev.sluice.core.queue;

import dev.sluice.core.queue.combination.CombinationRows;
import java.util.List;

/** What is added to the queue, and what waits for more, in one transaction. Confined to it. */
public interface QueueTransaction {
  /** As {@link QueueStore#add}. */
  List<String> add(List<Accepting> events);

  /** Combinations of events. */
  CombinationRows combinations();
}

package dev.sluice.core.association;

import dev.sluice.core.association.Association.Batch;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueRules;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many events targets get at once, by what their associations say when they run. Thread-safe.
 */
final class Gatherings implements QueueRules {
  private final AssociationStore store;
  private final ConcurrentHashMap<String, Map<QueueName, Gathering>> known =
      new ConcurrentHashMap<>();

  Gatherings(AssociationStore store) {
    this.store = store;
  }

  /** Associations of the namespace have changed. */
  void changed(String namespace) {
    known.remove(namespace);
  }

  @Override
  public @Nullable Gathering gathering(QueueName queue) {
    return queue.association().isEmpty() || queue.job() != null
        ? null
        : known.computeIfAbsent(queue.namespace(), this::load).get(queue);
  }

  private Map<QueueName, Gathering> load(String namespace) {
    Map<QueueName, Gathering> all = new HashMap<>();
    for (Association association : store.list(namespace)) {
      Batch batch = association.rule().batch();
      if (batch != null) {
        Gathering gathering = new Gathering(batch.size(), Duration.ofMillis(batch.windowMillis()));
        for (Target target : association.rule().targets()) {
          all.put(AssociationService.queueName(association, target), gathering);
        }
      }
    }
    return all;
  }
}

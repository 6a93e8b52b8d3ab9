package dev.sluice.core.association;

import dev.sluice.core.association.Association.Target;
import dev.sluice.core.event.EventInput;
import dev.sluice.core.event.EventInputs;
import dev.sluice.core.queue.QueueName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes the inputs of functions of events that wait, by what their associations say when they run.
 * Thread-safe.
 */
final class Inputs {
  private final AssociationStore store;
  private final EventInputs language;
  private final ConcurrentHashMap<String, Map<QueueName, EventInput>> known =
      new ConcurrentHashMap<>();

  Inputs(AssociationStore store, EventInputs language) {
    this.store = store;
    this.language = language;
  }

  /** Associations of the namespace have changed. */
  void changed(String namespace) {
    known.remove(namespace);
  }

  /** What the function gets; the event itself where its association says nothing else. */
  byte[] of(QueueName queue, byte[] event) {
    EventInput input = known.computeIfAbsent(queue.namespace(), this::load).get(queue.whole());
    return input == null ? event : input.of(event);
  }

  private Map<QueueName, EventInput> load(String namespace) {
    Map<QueueName, EventInput> inputs = new HashMap<>();
    for (Association association : store.list(namespace)) {
      for (Target target : association.rule().targets()) {
        String said = target.input();
        if (said != null) {
          inputs.put(AssociationService.queueName(association, target), language.parse(said));
        }
      }
    }
    return inputs;
  }
}

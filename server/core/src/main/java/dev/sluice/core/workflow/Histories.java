package dev.sluice.core.workflow;

import dev.sluice.core.workflow.ExecutionStore.Kept;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes executions of their histories, however long these are. Thread-safe. */
final class Histories {
  private static final int PARTS = 500;

  private final ExecutionStore store;
  private final Programs programs;

  Histories(ExecutionStore store, Programs programs) {
    this.store = store;
    this.programs = programs;
  }

  /**
   * An execution, from its history.
   *
   * @param calls that have not ended
   * @param undone events from a number on that was asked for
   */
  record Restored(State state, List<PendingCall> calls, List<HistoryEvent> undone) {}

  /**
   * An execution that is kept.
   *
   * @param restored with nothing undone
   */
  record Known(ExecutionRecord record, Restored restored) {}

  /** One with what its history makes of it. */
  Optional<Known> find(String namespace, String id) {
    return store
        .find(namespace, id, PARTS)
        .map(kept -> new Known(kept.record(), restore(kept, Integer.MAX_VALUE)));
  }

  /**
   * Reads one.
   *
   * @param done from which event on they are kept
   */
  Restored read(ExecutionRecord record, int done) {
    return restore(new Kept(record, store.history(record.id(), 0, PARTS)), done);
  }

  private Restored restore(Kept kept, int done) {
    ExecutionRecord record = kept.record();
    State state = new State(programs.of(record.namespace(), record.workflow(), record.version()));
    Map<String, PendingCall> calls = new LinkedHashMap<>();
    List<HistoryEvent> undone = new ArrayList<>();
    int number = 0;
    List<ExecutionStore.Part> parts = kept.parts();
    while (true) {
      for (ExecutionStore.Part part : parts) {
        for (HistoryEvent event : HistoryCodec.decodeAll(part.events())) {
          state.apply(event);
          if (event instanceof HistoryEvent.CallScheduled call && call.await()) {
            calls.put(call.key(), new PendingCall(call.key(), call.kind(), call.request()));
          }
          if (number++ >= done) {
            undone.add(event);
          }
        }
      }
      calls.keySet().retainAll(Engine.pendingKeys(state));
      if (parts.size() < PARTS) {
        return new Restored(state, List.copyOf(calls.values()), undone);
      }
      parts = store.history(record.id(), number, PARTS);
    }
  }
}

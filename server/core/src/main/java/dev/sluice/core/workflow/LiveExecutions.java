package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Executions in memory: those which were told something last, and whose effects are under way.
 * Others are read when they are told something. Confined to the thread of the executions.
 */
final class LiveExecutions {
  private static final int MOST = 2_000;

  private final Histories histories;
  private final LinkedHashMap<String, Live> live = new LinkedHashMap<>(16, 0.75f, true);

  LiveExecutions(Histories histories) {
    this.histories = histories;
  }

  void put(Live execution) {
    live.put(execution.record().id(), execution);
  }

  /** One that was found in this round. */
  Live get(String id) {
    return Objects.requireNonNull(live.get(id));
  }

  /** One that is in memory; null where it is not. */
  @Nullable Live peek(String id) {
    return live.get(id);
  }

  /** One that is in memory or kept; null where there is none. */
  @Nullable Live find(String namespace, String id) {
    Live found = live.get(id);
    if (found != null) {
      return found;
    }
    Histories.Known known = histories.find(namespace, id).orElse(null);
    if (known == null) {
      return null;
    }
    ExecutionRecord record = known.record();
    Live read = new Live(record, known.restored().state(), record.events());
    live.put(id, read);
    return read;
  }

  private State read(ExecutionRecord record) {
    return histories.read(record, Integer.MAX_VALUE).state();
  }

  /** A decision that failed may have left a state half way: it is made anew. */
  void restore(Live half, Round round) {
    String id = half.record().id();
    Told.Fresh fresh = round.fresh.get(id);
    List<HistoryEvent> happened = round.happened.getOrDefault(id, List.of());
    if (fresh != null && happened.isEmpty()) {
      live.remove(id);
      round.fresh.remove(id);
      return;
    }
    replace(half, fresh == null ? read(half.record()) : new State(fresh.program()), happened);
  }

  /** What was decided was not written: what is in memory is ahead of what is on disk. */
  void undo(Round round) {
    for (String id : round.changed()) {
      Live ahead = live.remove(id);
      if (ahead != null && !round.fresh.containsKey(id) && !ahead.outbox().isEmpty()) {
        // What is under way for it comes back and has to find it.
        replace(ahead, read(ahead.record()), List.of());
      }
    }
  }

  private void replace(Live wrong, State state, List<HistoryEvent> happened) {
    happened.forEach(state::apply);
    Live anew = new Live(wrong.record(), state, wrong.done());
    anew.outbox().addAll(wrong.outbox());
    put(anew);
  }

  /**
   * Lets go of what is over, and of what has not been told anything for long.
   *
   * @param told those that may be over
   * @param busy whether something is decided about one that is not on the disk yet
   */
  void trim(Set<String> told, Predicate<String> busy) {
    for (String id : told) {
      Live execution = live.get(id);
      if (execution != null && execution.isOver() && !busy.test(id)) {
        live.remove(id);
      }
    }
    Iterator<Live> oldest = live.values().iterator();
    for (int over = live.size() - MOST; over > 0 && oldest.hasNext(); ) {
      Live execution = oldest.next();
      if (execution.outbox().isEmpty() && !busy.test(execution.record().id())) {
        oldest.remove();
        over--;
      }
    }
  }
}

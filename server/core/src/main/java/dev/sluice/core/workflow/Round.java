package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is decided together, written together and acted on together. Confined to the thread of the
 * executions.
 */
final class Round {
  /** What was told. */
  final List<Told> told = new ArrayList<>();

  /** What happened, by execution. */
  final Map<String, List<HistoryEvent>> happened = new LinkedHashMap<>();

  /** Executions that begin. */
  final Map<String, Told.Fresh> fresh = new HashMap<>();

  /** Executions whose events have had effects: how many. */
  final Map<String, Integer> done = new LinkedHashMap<>();

  /** All executions that were told something. */
  final Set<String> touched = new LinkedHashSet<>();

  /** Events that came early, by what they are known by. */
  final Map<String, EarlyEvent> kept = new LinkedHashMap<>();

  /** Events that came early and need not be kept any more. */
  final Set<EarlyEvent> gone = new LinkedHashSet<>();

  /** Answers to those who told it, given once it is on disk, by any thread. */
  final List<Runnable> answers = new ArrayList<>();

  /** What else is done once it is on disk. */
  final List<Runnable> afterwards = new ArrayList<>();

  /** What becomes of those that are written. */
  final List<Outcome> outcomes = new ArrayList<>();

  /**
   * What becomes of an execution.
   *
   * @param turn as it is written
   * @param waits what it waits for then; null where it is over
   * @param events what happened
   * @param effective whether these have effects outside
   */
  record Outcome(
      ExecutionStore.Turn turn,
      @Nullable Waits waits,
      List<HistoryEvent> events,
      boolean effective) {}

  /** More happened in an execution. */
  void add(String id, List<HistoryEvent> events) {
    if (!events.isEmpty()) {
      happened.computeIfAbsent(id, key -> new ArrayList<>()).addAll(events);
    }
  }

  /** Executions that are written. */
  Set<String> changed() {
    Set<String> changed = new LinkedHashSet<>(happened.keySet());
    changed.addAll(done.keySet());
    return changed;
  }

  boolean isEmpty() {
    return happened.isEmpty() && done.isEmpty() && kept.isEmpty() && gone.isEmpty();
  }

  /** Whether nobody waits for it. */
  boolean isSilent() {
    return answers.isEmpty() && afterwards.isEmpty() && touched.isEmpty();
  }

  /** Whether something is added that must not be lost. */
  boolean isNews() {
    return !happened.isEmpty() || !kept.isEmpty();
  }
}

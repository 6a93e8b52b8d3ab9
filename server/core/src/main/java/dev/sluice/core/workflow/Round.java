package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.HistoryEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is decided together, and written together. Confined to the thread of the executions. */
final class Round {
  /** What happened, by execution. */
  final Map<String, List<HistoryEvent>> happened = new LinkedHashMap<>();

  /** Executions that begin. */
  final Map<String, Told.Fresh> fresh = new HashMap<>();

  /** Executions whose events have had effects: how many. */
  final Map<String, Integer> done = new LinkedHashMap<>();

  /** Executions whose events have effects outside. */
  final Set<String> effective = new HashSet<>();

  /** All that were told something. */
  final Set<String> told = new LinkedHashSet<>();

  /** Events that came early, by what they are known by. */
  final Map<String, EarlyEvent> kept = new LinkedHashMap<>();

  /** Events that came early and need not be kept any more. */
  final Set<EarlyEvent> gone = new LinkedHashSet<>();

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

  /** Whether something is added that must not be lost. */
  boolean isNews() {
    return !happened.isEmpty() || !kept.isEmpty();
  }
}

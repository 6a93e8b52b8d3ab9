package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.Listener;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings executions on, for all at once: one thread takes what many of them are told, decides what
 * follows, has all of it written in one transaction and synced once, and lets it be acted on only
 * then. Where that fails nothing happened: the executions are read anew. {@link #tell} may be
 * called by any thread; one thread runs {@link #run}.
 */
final class Executions implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final int BATCH = 500;

  private final ExecutionStore store;
  private final Programs programs;
  private final Supplier<Surroundings> surroundings;
  private final Effects effects;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final Map<String, Live> live = new HashMap<>();
  private volatile boolean closed;

  Executions(
      ExecutionStore store,
      Programs programs,
      Supplier<Surroundings> surroundings,
      Effects effects) {
    this.store = store;
    this.programs = programs;
    this.surroundings = surroundings;
    this.effects = effects;
  }

  /** What follows from what is on disk. Called by the thread of the executions; quick. */
  interface Effects {
    /** Makes a call. */
    void call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication);

    /** Waits for a moment. */
    void timer(ExecutionRecord of, PendingTimer timer);

    /** Says something again after a while. */
    void later(Told one);

    /** Publishes an event. */
    void publish(ExecutionRecord of, JsonNode event);

    /** Tells who listens that an execution is somewhere else. */
    void changed(ExecutionRecord record, List<Listener> listeners);
  }

  /** Takes something; its record is completed once that is on disk. */
  void tell(Told one) {
    told.add(one);
    if (closed && told.remove(one)) {
      one.after().completeExceptionally(SluiceException.shuttingDown());
    }
  }

  /** Takes up all executions that are not over. Call it once, before {@link #run}. */
  void recover() {
    for (ExecutionRecord record : store.unfinished()) {
      try {
        Live one = load(record);
        live.put(record.id(), one);
        pursue(one, true, List.of());
      } catch (SluiceException | IllegalArgumentException e) {
        LOG.error("The execution {} cannot go on.", record.id(), e);
      }
    }
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        List<Told> some = new ArrayList<>();
        some.add(told.take());
        told.drainTo(some, BATCH - 1);
        try {
          turn(some);
        } catch (RuntimeException e) {
          LOG.error("{} executions could not go on.", some.size(), e);
          some.forEach(one -> one.after().completeExceptionally(e));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    told.forEach(one -> one.after().completeExceptionally(SluiceException.shuttingDown()));
  }

  /** Lets {@link #run} return; what is not taken yet is refused. */
  void close() {
    closed = true;
    tell(Told.of("", "", new Command.Continue()));
    told.add(Told.of("", "", new Command.Continue()));
  }

  private void turn(List<Told> some) {
    Map<String, List<HistoryEvent>> happened = new LinkedHashMap<>();
    Map<String, Told.Fresh> fresh = new HashMap<>();
    for (Told one : some) {
      try {
        decide(one, happened, fresh);
      } catch (RuntimeException e) {
        if (!(e instanceof SluiceException)) {
          LOG.error("The execution {} could not take {}.", one.id(), one.command(), e);
        }
        restore(one.id(), happened.get(one.id()), fresh.get(one.id()));
        one.after().completeExceptionally(e);
      }
    }
    List<ExecutionStore.Turn> turns = new ArrayList<>();
    happened.forEach((id, events) -> turns.add(turn(id, events, fresh.containsKey(id))));
    try {
      if (!turns.isEmpty()) {
        store.write(turns);
        store.sync();
      }
    } catch (ExecutionStore.KeyTakenException | RuntimeException e) {
      undo(some, happened.keySet(), e);
      return;
    }
    turns.forEach(written -> live(written.after()).record(written.after()));
    for (Told one : some) {
      Live now = live.get(one.id());
      if (now != null) {
        one.after().complete(now.record());
      }
      if (now != null && now.state().status().isOver() && !happened.containsKey(one.id())) {
        live.remove(one.id());
      }
    }
    for (ExecutionStore.Turn written : turns) {
      pursue(live(written.after()), false, happened.getOrDefault(written.after().id(), List.of()));
    }
  }

  private Live live(ExecutionRecord record) {
    Live found = live.get(record.id());
    if (found == null) {
      throw new IllegalStateException("the execution " + record.id() + " is not in memory");
    }
    return found;
  }

  private void decide(
      Told one, Map<String, List<HistoryEvent>> happened, Map<String, Told.Fresh> fresh) {
    Live execution = live.get(one.id());
    Told.Fresh begun = one.fresh();
    if (execution == null && begun != null) {
      execution = new Live(begun.record(), new State(begun.program()));
      fresh.put(one.id(), begun);
    } else if (execution == null) {
      ExecutionRecord record = store.find(one.namespace(), one.id()).orElse(null);
      if (record == null) {
        one.after().completeExceptionally(ExecutionService.notFound(one.id()));
        return;
      }
      execution = load(record);
    }
    live.put(one.id(), execution);
    List<HistoryEvent> events = Engine.decide(execution.state(), one.command(), surroundings.get());
    if (!events.isEmpty()) {
      happened.computeIfAbsent(one.id(), id -> new ArrayList<>()).addAll(events);
    }
  }

  /** A decision that failed may have left a state half way: it is made anew. */
  private void restore(
      String id, @Nullable List<HistoryEvent> happened, Told.@Nullable Fresh fresh) {
    Live half = live.remove(id);
    if (half == null || happened == null) {
      return;
    }
    ExecutionRecord record = half.record();
    State state = fresh == null ? load(record).state() : new State(fresh.program());
    happened.forEach(state::apply);
    live.put(id, new Live(record, state));
  }

  private ExecutionStore.Turn turn(String id, List<HistoryEvent> events, boolean fresh) {
    Live execution = live.get(id);
    if (execution == null) {
      throw new IllegalStateException("the execution " + id + " is not in memory");
    }
    ExecutionRecord before = execution.record();
    State state = execution.state();
    ExecutionRecord after =
        new ExecutionRecord(
            before.namespace(),
            id,
            before.workflow(),
            before.version(),
            before.key(),
            state.status(),
            before.createdAt(),
            state.status().isOver() ? Instant.ofEpochMilli(state.endedAt()) : null,
            before.events() + events.size());
    return new ExecutionStore.Turn(after, fresh, events.stream().map(HistoryCodec::text).toList());
  }

  /** What is in memory is ahead of what is on disk: it is forgotten. */
  private void undo(List<Told> some, Set<String> changed, Exception why) {
    changed.forEach(live::remove);
    if (why instanceof ExecutionStore.KeyTakenException && some.size() > 1) {
      // One of them has a key that is taken; the others are taken by themselves.
      for (Told one : some) {
        turn(List.of(one));
      }
      return;
    }
    if (!(why instanceof ExecutionStore.KeyTakenException)) {
      LOG.error("What happened in {} executions could not be stored.", changed.size(), why);
    }
    for (Told one : some) {
      one.after().completeExceptionally(why);
      if (!one.isAwaited()) {
        // Nobody would say it again.
        effects.later(one);
      }
    }
  }

  private Live load(ExecutionRecord record) {
    State state = new State(programs.of(record.namespace(), record.workflow(), record.version()));
    store.history(record.id()).forEach(text -> state.apply(HistoryCodec.decode(text)));
    return new Live(record, state);
  }

  /** Has done what follows; after a restart, all that was asked for and did not end. */
  private void pursue(Live execution, boolean restarted, List<HistoryEvent> events) {
    ExecutionRecord record = execution.record();
    State state = execution.state();
    Set<String> open = Engine.pendingKeys(state);
    List<HistoryEvent> all = events;
    if (restarted) {
      all = store.history(record.id()).stream().map(HistoryCodec::decode).toList();
    }
    for (HistoryEvent event : all) {
      if (event instanceof HistoryEvent.CallScheduled call
          && (open.contains(call.key()) || (!call.await() && !restarted))) {
        JsonNode secret = Engine.authentication(state, call.key(), surroundings.get());
        PendingCall pending = new PendingCall(call.key(), call.kind(), call.request());
        effects.call(record, pending, secret);
      } else if (event instanceof HistoryEvent.Emitted emitted && !restarted) {
        effects.publish(record, emitted.event());
      }
    }
    for (PendingTimer timer : Engine.pendingTimers(state)) {
      boolean set =
          events.stream()
              .anyMatch(e -> e instanceof HistoryEvent.TimerSet is && is.timer() == timer.timer());
      if (restarted || set || revived(events)) {
        effects.timer(record, timer);
      }
    }
    if (state.isReady()) {
      told.add(Told.of(record.namespace(), record.id(), new Command.Continue()));
    }
    effects.changed(record, Engine.listeners(state));
    if (state.status().isOver()) {
      live.remove(record.id());
    }
  }

  private static boolean revived(List<HistoryEvent> events) {
    return events.stream().anyMatch(e -> e instanceof HistoryEvent.Fixed);
  }
}

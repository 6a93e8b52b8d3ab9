package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings executions on, for all at once: one thread takes what many of them are told, decides what
 * follows, has all of it written in one transaction and synced once, and lets it be acted on only
 * then. Where that fails nothing happened: the executions are read anew. Executions to which
 * nothing happens are not in memory but for what they wait for. {@link #tell} may be called by any
 * thread; one thread runs {@link #run}.
 */
final class Executions implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final int BATCH = 500;

  /** A clock that is set forward is noticed after this. */
  private static final long TICK_MILLIS = 1_000;

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final ExecutionStore store;
  private final Histories histories;
  private final Supplier<Surroundings> surroundings;
  private final Clock clock;
  private final Effects effects;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final LiveExecutions live;
  private final Sleepers sleepers = new Sleepers();
  private final Inbox inbox = new Inbox();
  private final List<EarlyEvent> leaving = new ArrayList<>();
  private Instant swept = Instant.EPOCH;
  private volatile boolean closed;

  /**
   * Works on these.
   *
   * @param surroundings without secrets, now
   */
  Executions(
      ExecutionStore store,
      Histories histories,
      Supplier<Surroundings> surroundings,
      Clock clock,
      Effects effects) {
    this.store = store;
    this.histories = histories;
    this.surroundings = surroundings;
    this.clock = clock;
    this.effects = effects;
    this.live = new LiveExecutions(store, histories);
  }

  /** Takes something. */
  void tell(Told one) {
    told.add(one);
    if (closed && told.remove(one)) {
      one.refuse(SluiceException.shuttingDown());
    }
  }

  /** What they wait for, which any thread may look at. */
  Sleepers sleepers() {
    return sleepers;
  }

  /**
   * Takes up all executions for which something is to be done. Call it once, before {@link #run}.
   */
  void recover() {
    store.early().forEach(inbox::add);
    for (ExecutionStore.Unfinished one : store.unfinished()) {
      ExecutionRecord record = one.record();
      Waits waits = Waits.read(one.waits());
      if (waits != null && !waits.busy() && one.done() >= record.events()) {
        sleepers.put(record.namespace(), record.id(), waits);
        continue;
      }
      try {
        takeUp(record, one.done());
      } catch (SluiceException | IllegalArgumentException e) {
        LOG.error("The execution {} cannot go on.", record.id(), e);
      }
    }
    // Some may have been about to be shown to who waits for them.
    for (EarlyEvent event : inbox.all()) {
      long now = event.arrivedAt().toEpochMilli();
      for (String id : sleepers.of(event.namespace(), event.event(), now)) {
        told.add(new Told.Early(event.namespace(), id, List.of(event)));
      }
    }
  }

  private void takeUp(ExecutionRecord record, int done) {
    Histories.Restored restored = histories.read(record, done);
    Live execution = new Live(record, restored.state(), done);
    live.put(execution);
    restored.calls().forEach(call -> call(execution, call));
    if (effects.any(record.namespace(), restored.undone())) {
      execution.outbox().add(new Live.Effects(done, restored.undone()));
      effects.have(record, execution.state(), execution.outbox().element());
    } else if (!restored.undone().isEmpty()) {
      // Whoever wanted to know of it is gone.
      told.add(new Told.Done(record.namespace(), record.id(), record.events()));
    }
    if (execution.state().isReady()) {
      told.add(Told.One.of(record.namespace(), record.id(), new Command.Continue()));
    }
    rest(execution, waits(execution));
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        List<Told> some = next();
        try {
          round(some);
        } catch (RuntimeException e) {
          LOG.error("{} executions could not go on.", some.size(), e);
          refuse(some, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    told.forEach(one -> one.refuse(SluiceException.shuttingDown()));
  }

  private List<Told> next() throws InterruptedException {
    List<Told> some = new ArrayList<>();
    long wait = Math.min(sleepers.nextDue() - clock.millis(), TICK_MILLIS);
    Told first = wait <= 0 ? told.poll() : told.poll(wait, TimeUnit.MILLISECONDS);
    if (first != null) {
      some.add(first);
      told.drainTo(some, BATCH - 1);
    }
    for (String id : sleepers.due(clock.millis(), BATCH)) {
      some.add(new Told.Wake(Objects.requireNonNull(sleepers.namespace(id)), id));
    }
    return some;
  }

  /** Lets {@link #run} return; what is not taken yet is refused. */
  void close() {
    closed = true;
    told.add(new Told.Done("", "", 0));
  }

  private void round(List<Told> some) {
    Round round = new Round();
    for (Told one : some) {
      try {
        take(one, round);
      } catch (RuntimeException e) {
        boolean later =
            e instanceof SluiceException refusal && refusal.code() == ErrorCode.STORAGE_UNAVAILABLE;
        if (later) {
          refuse(List.of(one), e);
        } else {
          LOG.error("{} could not be taken.", one, e);
          one.refuse(e);
        }
      }
    }
    sweep(round);
    Map<String, Waits> waits = new HashMap<>();
    List<ExecutionStore.Turn> turns = new ArrayList<>();
    for (String id : round.changed()) {
      turns.add(turn(id, round, waits));
    }
    try {
      write(turns, round);
    } catch (ExecutionStore.KeyTakenException | RuntimeException e) {
      undo(some, round, e);
      return;
    }
    turns.forEach(turn -> live.get(turn.after().id()).written(turn.after(), turn.done()));
    round.kept.values().forEach(event -> leaving.addAll(inbox.add(event)));
    round.gone.forEach(inbox::remove);
    some.forEach(this::answer);
    for (ExecutionStore.Turn turn : turns) {
      String id = turn.after().id();
      pursue(id, round, waits.get(id));
    }
    settle(round);
  }

  private void write(List<ExecutionStore.Turn> turns, Round round)
      throws ExecutionStore.KeyTakenException {
    if (round.isEmpty()) {
      return;
    }
    store.write(turns, round.kept.values(), round.gone);
    if (round.isNews()) {
      store.sync();
    }
  }

  private void answer(Told one) {
    if (one instanceof Told.One told) {
      Live now = live.peek(told.id());
      if (now != null) {
        told.after().complete(now.record());
      }
    } else if (one instanceof Told.Arrival arrival) {
      arrival.after().complete(null);
    }
  }

  private void sweep(Round round) {
    Instant now = clock.instant();
    if (now.isAfter(swept.plus(SWEEP))) {
      swept = now;
      round.gone.addAll(inbox.expired(now));
    }
    round.gone.addAll(leaving);
    leaving.clear();
  }

  private void take(Told message, Round round) {
    if (message instanceof Told.One one) {
      if (decide(one.namespace(), one.id(), one.fresh(), one.command(), round) == null) {
        one.refuse(ExecutionService.notFound(one.id()));
      }
    } else if (message instanceof Told.Arrival arrival) {
      arrival.events().forEach(event -> arrive(event, round));
    } else if (message instanceof Told.Early early) {
      for (EarlyEvent event : early.events()) {
        boolean there = inbox.has(event) && !round.gone.contains(event);
        if (there && takes(early.namespace(), early.id(), event.event(), round)) {
          round.gone.add(event);
        }
      }
    } else if (message instanceof Told.Wake wake) {
      Live execution = live.find(wake.namespace(), wake.id());
      long now = clock.millis();
      for (PendingTimer timer :
          execution == null ? NONE : Engine.pendingTimers(execution.state())) {
        if (timer.due() <= now) {
          decide(wake.namespace(), wake.id(), null, new Command.TimerDue(timer.timer()), round);
        }
      }
    } else if (message instanceof Told.Done done) {
      done(done, round);
    }
  }

  private static final List<PendingTimer> NONE = List.of();

  private void arrive(Told.Delivery delivery, Round round) {
    JsonNode event = delivery.event();
    boolean taken = false;
    // An event that belongs to others begins no new group of them.
    Set<String> schedules = new HashSet<>();
    for (String id : sleepers.of(delivery.namespace(), event, clock.millis())) {
      try {
        String schedule = schedule(delivery.namespace(), id);
        if ((schedule == null || !schedules.contains(schedule))
            && takes(delivery.namespace(), id, event, round)) {
          taken = true;
          schedules.add(String.valueOf(schedule));
        }
      } catch (RuntimeException e) {
        LOG.error("The execution {} could not take an event.", id, e);
      }
    }
    EarlyEvent early = EarlyEvent.of(delivery.namespace(), event, clock.instant());
    if (!taken && delivery.kept() && !inbox.has(early)) {
      round.kept.putIfAbsent(early.key(), early);
    }
  }

  /** Of which schedule an execution is one; null where it is none. */
  private @Nullable String schedule(String namespace, String id) {
    Live execution = live.find(namespace, id);
    String workflow = execution == null ? "" : execution.record().workflow();
    return Schedule.isName(workflow) ? workflow : null;
  }

  private boolean takes(String namespace, String id, JsonNode event, Round round) {
    Live execution = live.find(namespace, id);
    if (execution != null && execution.state().hasSeen(event)) {
      // It came before: nobody else is to have it.
      return true;
    }
    List<HistoryEvent> happened = decide(namespace, id, null, new Command.Deliver(event), round);
    return happened != null
        && happened.stream().anyMatch(one -> one instanceof HistoryEvent.EventConsumed);
  }

  private void done(Told.Done done, Round round) {
    Live execution = live.peek(done.id());
    if (execution == null) {
      return;
    }
    // What comes after it and has no effects is done with it.
    boolean last = execution.outbox().size() <= 1;
    round.done.put(done.id(), last ? Integer.MAX_VALUE : done.events());
  }

  /** Null where there is no such execution. */
  private @Nullable List<HistoryEvent> decide(
      String namespace, String id, Told.@Nullable Fresh fresh, Command command, Round round) {
    // Nobody has kept what is begun only now.
    Live execution = fresh == null ? live.find(namespace, id) : live.peek(id);
    if (execution == null && fresh != null) {
      execution = new Live(fresh.record(), new State(fresh.program()), 0);
      live.put(execution);
      round.fresh.put(id, fresh);
    }
    if (execution == null) {
      return null;
    }
    round.told.add(id);
    try {
      List<HistoryEvent> events = Engine.decide(execution.state(), command, surroundings.get());
      round.add(id, events);
      return events;
    } catch (RuntimeException e) {
      live.restore(execution, round);
      throw e;
    }
  }

  private ExecutionStore.Turn turn(String id, Round round, Map<String, Waits> waits) {
    Live execution = live.get(id);
    ExecutionRecord before = execution.record();
    State state = execution.state();
    List<HistoryEvent> events = round.happened.getOrDefault(id, List.of());
    ExecutionRecord after = before.after(state, events.size());
    boolean over = state.status().isOver();
    Waits waiting = over ? null : waits(execution);
    if (waiting != null) {
      waits.put(id, waiting);
    }
    boolean effective = effects.any(before.namespace(), events);
    if (effective) {
      round.effective.add(id);
    }
    return new ExecutionStore.Turn(
        after,
        round.fresh.containsKey(id),
        events.size(),
        events.isEmpty() ? null : HistoryCodec.text(events),
        doneAfter(execution, round.done.get(id), events, effective),
        waiting == null ? null : waiting.text());
  }

  /** How many events have had their effects once these are written. */
  private int doneAfter(
      Live execution, @Nullable Integer told, List<HistoryEvent> events, boolean more) {
    ExecutionRecord before = execution.record();
    int done = told == null ? execution.done() : Math.min(told, before.events());
    boolean nothingLeft =
        execution.outbox().isEmpty() || (told != null && told == Integer.MAX_VALUE);
    return nothingLeft && !more ? before.events() + events.size() : done;
  }

  private Waits waits(Live execution) {
    return Waits.of(execution.state(), surroundings.get());
  }

  private void refuse(List<Told> some, Throwable why) {
    for (Told one : some) {
      one.refuse(why);
      if (one.again()) {
        effects.later(one);
      }
    }
  }

  /** What is in memory is ahead of what is on disk: it is forgotten. */
  private void undo(List<Told> some, Round round, Exception why) {
    live.undo(round);
    if (why instanceof ExecutionStore.KeyTakenException && some.size() > 1) {
      // One of them has a key that is taken; the others are taken by themselves.
      for (Told one : some) {
        round(List.of(one));
      }
      return;
    }
    if (!(why instanceof ExecutionStore.KeyTakenException)) {
      LOG.error("What happened in {} executions could not be stored.", round.changed().size(), why);
    }
    refuse(some, why);
  }

  /** Has done what follows. */
  private void pursue(String id, Round round, @Nullable Waits waits) {
    Live execution = live.get(id);
    List<HistoryEvent> events = round.happened.getOrDefault(id, List.of());
    ExecutionRecord record = execution.record();
    State state = execution.state();
    Set<String> open = Engine.pendingKeys(state);
    for (HistoryEvent event : events) {
      if (event instanceof HistoryEvent.CallScheduled call && open.contains(call.key())) {
        call(execution, new PendingCall(call.key(), call.kind(), call.request()));
      }
    }
    if (round.effective.contains(id)) {
      Live.Effects more = new Live.Effects(record.events() - events.size(), events);
      execution.outbox().add(more);
      if (execution.outbox().size() == 1) {
        effects.have(record, state, more);
      }
    }
    if (state.isReady()) {
      told.add(Told.One.of(record.namespace(), record.id(), new Command.Continue()));
    }
    rest(execution, waits);
    if (!events.isEmpty()) {
      effects.changed(record, state, events);
    }
  }

  /** Takes note of what it waits for, and shows it what came before. */
  private void rest(Live execution, @Nullable Waits waits) {
    ExecutionRecord record = execution.record();
    boolean over = execution.state().status().isOver();
    Waits before = sleepers.waits(record.id());
    sleepers.put(record.namespace(), record.id(), over ? null : waits);
    if (!over
        && waits != null
        && (before == null || !before.interests().equals(waits.interests()))) {
      List<EarlyEvent> early = inbox.of(record.namespace(), waits.interests(), began(record));
      if (!early.isEmpty()) {
        told.add(new Told.Early(record.namespace(), record.id(), early));
      }
    }
  }

  /** A schedule goes on where the execution before left off. */
  private static Instant began(ExecutionRecord record) {
    return Schedule.isName(record.workflow()) ? Instant.EPOCH : record.createdAt();
  }

  private void call(Live execution, PendingCall call) {
    ExecutionRecord record = execution.record();
    effects.call(record, execution.state(), call);
  }

  /** Goes on with effects, and lets go of what is over or has not been told anything for long. */
  private void settle(Round round) {
    for (String id : round.done.keySet()) {
      Live execution = live.get(id);
      execution.outbox().poll();
      Live.Effects next = execution.outbox().peek();
      if (next != null) {
        effects.have(execution.record(), execution.state(), next);
      }
      round.told.add(id);
    }
    live.trim(round.told);
  }
}

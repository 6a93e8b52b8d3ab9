package dev.sluice.core.workflow;

import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.Flights.Flight;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings executions on, for all at once: one thread takes what many of them are told, decides what
 * follows, has all of it written in one transaction and synced once, and lets it be acted on only
 * then. While one round is on its way to the disk, the next is decided and written. What cannot be
 * written did not happen: the executions are read anew. Executions to which nothing happens are not
 * in memory but for what they wait for. {@link #tell} may be called by any thread; one thread runs
 * {@link #run}.
 */
final class Executions implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final int BATCH = 500;

  /** A clock that is set forward is noticed after this. */
  private static final long TICK_MILLIS = 1_000;

  private static final Duration SWEEP = Duration.ofMinutes(1);

  /** Means nobody, and ends the wait for something to be told. */
  private static final Told NOTHING = new Told.Done("", "", 0);

  private final ExecutionStore store;
  private final Histories histories;
  private final Clock clock;
  private final Effects effects;
  private final Decisions decisions;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private final LiveExecutions live;
  private final Sleepers sleepers = new Sleepers();
  private final Inbox inbox = new Inbox();
  private final List<EarlyEvent> leaving = new ArrayList<>();
  private Instant swept = Instant.EPOCH;
  private final Flights flights;
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
    this.clock = clock;
    this.effects = effects;
    this.flights = new Flights(store, () -> told.add(NOTHING));
    this.live = new LiveExecutions(histories);
    this.decisions = new Decisions(live, sleepers, inbox, surroundings, clock, effects);
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
    call(record, restored.calls());
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
    rest(execution, decisions.waits(execution));
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        bring();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    flights.await();
    land(new Round());
    told.forEach(one -> one.refuse(SluiceException.shuttingDown()));
  }

  private void bring() throws InterruptedException {
    Round round = new Round();
    try {
      next().forEach(one -> decisions.take(one, round));
      land(round);
      finish(round);
    } catch (RuntimeException e) {
      LOG.error("{} executions could not go on.", round.told.size(), e);
      refuse(round.told, e);
    }
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
    told.add(NOTHING);
  }

  /** Writes a round, and sends it on its way to the disk. */
  private void finish(Round round) {
    sweep(round);
    decisions.close(round);
    try {
      if (!round.isEmpty()) {
        List<ExecutionStore.Turn> turns = round.outcomes.stream().map(Round.Outcome::turn).toList();
        store.write(turns, round.kept.values(), round.gone);
      }
    } catch (ExecutionStore.KeyTakenException | RuntimeException e) {
      undo(round, e);
      return;
    }
    remember(round);
    if (!round.isSilent()) {
      flights.send(round);
    }
  }

  /**
   * Acts on what has come to the disk. Where it did not get there nothing does any more: what is in
   * memory is what the database shows, and nobody is told of it.
   *
   * @param deciding what is not written yet
   */
  private void land(Round deciding) {
    for (Flight one = flights.land(); one != null; one = flights.land()) {
      Round round = one.round();
      try {
        Void unused = one.synced().join();
        round.afterwards.forEach(Executions::act);
      } catch (CompletionException e) {
        LOG.error("What happened in {} executions could not be stored.", round.changed().size(), e);
        refuse(round.told, e.getCause() == null ? e : e.getCause());
      }
      live.trim(round.touched, id -> deciding.touched.contains(id) || flights.have(id));
    }
  }

  private static void act(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      LOG.error("What follows for an execution could not be done.", e);
    }
  }

  /** Brings what is in memory to where the database is, and finds out what is done after it. */
  private void remember(Round round) {
    for (Round.Outcome one : round.outcomes) {
      live.get(one.turn().after().id()).written(one.turn().after(), one.turn().done());
    }
    round.kept.values().forEach(event -> leaving.addAll(inbox.add(event)));
    round.gone.forEach(inbox::remove);
    round.told.forEach(one -> answer(one, round));
    round.outcomes.forEach(one -> pursue(one, round));
    round.done.keySet().forEach(id -> goOn(id, round));
  }

  private void answer(Told one, Round round) {
    if (one instanceof Told.One told) {
      Live now = live.peek(told.id());
      if (now != null) {
        ExecutionRecord record = now.record();
        round.answers.add(() -> told.after().complete(record));
      }
    } else if (one instanceof Told.Arrival arrival) {
      round.answers.add(() -> arrival.after().complete(null));
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

  private void refuse(List<Told> some, Throwable why) {
    some.forEach(one -> decisions.refuse(one, why, true));
  }

  /** What is in memory is ahead of the database: it is forgotten. */
  private void undo(Round round, Exception why) {
    // What is on its way finds its executions where they were.
    flights.await();
    land(round);
    live.undo(round);
    List<Told> some = round.told;
    if (why instanceof ExecutionStore.KeyTakenException && some.size() > 1) {
      // One of them has a key that is taken; the others are taken by themselves.
      for (Told one : some) {
        Round alone = new Round();
        decisions.take(one, alone);
        finish(alone);
      }
      return;
    }
    if (!(why instanceof ExecutionStore.KeyTakenException)) {
      LOG.error("What happened in {} executions could not be stored.", round.changed().size(), why);
    }
    refuse(some, why);
  }

  /** Takes note of what follows. */
  private void pursue(Round.Outcome outcome, Round round) {
    ExecutionRecord record = outcome.turn().after();
    Live execution = live.get(record.id());
    State state = execution.state();
    List<HistoryEvent> events = outcome.events();
    List<PendingCall> calls = new ArrayList<>();
    for (HistoryEvent event : events) {
      if (event instanceof HistoryEvent.CallScheduled call && call.await()) {
        calls.add(new PendingCall(call.key(), call.kind(), call.request()));
      }
    }
    if (!calls.isEmpty()) {
      round.afterwards.add(() -> call(record, calls));
    }
    if (outcome.effective()) {
      Live.Effects more = new Live.Effects(outcome.turn().first(), events);
      execution.outbox().add(more);
      if (execution.outbox().size() == 1) {
        round.afterwards.add(() -> effects.have(record, state, more));
      }
    }
    if (state.isReady()) {
      told.add(Told.One.of(record.namespace(), record.id(), new Command.Continue()));
    }
    rest(execution, outcome.waits());
    if (!events.isEmpty()) {
      round.afterwards.add(() -> effects.changed(record, state, events));
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

  /** Makes those of the calls that are still waited for. */
  private void call(ExecutionRecord of, List<PendingCall> calls) {
    State state = live.get(of.id()).state();
    Set<String> open = Engine.pendingKeys(state);
    for (PendingCall call : calls) {
      if (open.contains(call.key())) {
        effects.call(of, state, call);
      }
    }
  }

  /** Effects of an execution were had: others may be next. */
  private void goOn(String id, Round round) {
    Live execution = live.get(id);
    execution.outbox().poll();
    Live.Effects next = execution.outbox().peek();
    if (next != null) {
      ExecutionRecord record = execution.record();
      round.afterwards.add(() -> effects.have(record, execution.state(), next));
    }
    round.touched.add(id);
  }
}

package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from what executions are told. Their states in memory are ahead of the disk
 * then, and nothing else is. Confined to the thread of the executions.
 */
final class Decisions {
  private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
  private static final List<PendingTimer> NONE = List.of();

  private final LiveExecutions live;
  private final Sleepers sleepers;
  private final Inbox inbox;
  private final Supplier<Surroundings> surroundings;
  private final Clock clock;
  private final Effects effects;

  /** Decides about these. */
  Decisions(
      LiveExecutions live,
      Sleepers sleepers,
      Inbox inbox,
      Supplier<Surroundings> surroundings,
      Clock clock,
      Effects effects) {
    this.live = live;
    this.sleepers = sleepers;
    this.inbox = inbox;
    this.surroundings = surroundings;
    this.clock = clock;
    this.effects = effects;
  }

  /** Decides what follows from one; where that fails it is refused, and the others are not. */
  void take(Told one, Round round) {
    round.told.add(one);
    try {
      decide(one, round);
    } catch (RuntimeException e) {
      boolean later =
          e instanceof SluiceException refusal && refusal.code() == ErrorCode.STORAGE_UNAVAILABLE;
      if (!later) {
        LOG.error("{} could not be taken.", one, e);
      }
      refuse(one, e, later);
    }
  }

  /** Does not take something, and says it again later where it must be and can be. */
  void refuse(Told one, Throwable why, boolean later) {
    one.refuse(why);
    if (later && one.again()) {
      effects.later(one);
    }
  }

  private void decide(Told message, Round round) {
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
      wake(wake, round);
    } else if (message instanceof Told.Done done) {
      done(done, round);
    }
  }

  private void wake(Told.Wake wake, Round round) {
    Live execution = live.find(wake.namespace(), wake.id());
    long now = clock.millis();
    for (PendingTimer timer : execution == null ? NONE : Engine.pendingTimers(execution.state())) {
      if (timer.due() <= now) {
        decide(wake.namespace(), wake.id(), null, new Command.TimerDue(timer.timer()), round);
      }
    }
  }

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
    round.touched.add(id);
    try {
      List<HistoryEvent> events = Engine.decide(execution.state(), command, surroundings.get());
      round.add(id, events);
      return events;
    } catch (RuntimeException e) {
      live.restore(execution, round);
      throw e;
    }
  }

  /** Works out what is written of each execution. */
  void close(Round round) {
    for (String id : round.changed()) {
      round.outcomes.add(outcome(live.get(id), round));
    }
  }

  private Round.Outcome outcome(Live execution, Round round) {
    ExecutionRecord before = execution.record();
    String id = before.id();
    State state = execution.state();
    List<HistoryEvent> events = round.happened.getOrDefault(id, List.of());
    Waits waits = state.status().isOver() ? null : waits(execution);
    boolean effective = effects.any(before.namespace(), events);
    ExecutionStore.Turn turn =
        new ExecutionStore.Turn(
            before.after(state, events.size()),
            round.fresh.containsKey(id),
            events.size(),
            events.isEmpty() ? null : HistoryCodec.text(events),
            done(execution, round.done.get(id), events, effective),
            waits == null ? null : waits.text(),
            Engine.places(state));
    return new Round.Outcome(turn, waits, events, effective);
  }

  /** How many events have had their effects once these are written. */
  private static int done(
      Live execution, @Nullable Integer told, List<HistoryEvent> events, boolean more) {
    ExecutionRecord before = execution.record();
    int done = told == null ? execution.done() : Math.min(told, before.events());
    boolean nothingLeft =
        execution.outbox().isEmpty() || (told != null && told == Integer.MAX_VALUE);
    return nothingLeft && !more ? before.events() + events.size() : done;
  }

  /** What an execution waits for. */
  Waits waits(Live execution) {
    return Waits.of(execution.state(), surroundings.get());
  }
}

package dev.sluice.core.queue;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.Backoff;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.AsyncPolicy.Destination;
import dev.sluice.core.function.AsyncPolicy.Semantics;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.queue.QueueRules.Stream;
import dev.sluice.core.trace.Trace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions for queued events or hands these over, and says what is to be done with each.
 * Thread-safe.
 */
final class Attempts {
  private static final String JSON = "application/json";

  private final InvocationService invocations;
  private final QueueStore store;
  private final Targets targets;
  private final QueueRules rules;
  private final OutcomeFormat outcomes;
  private final QueueSettings settings;
  private final Clock clock;
  private final IdSource ids;
  private final DoubleSupplier chance;
  private final Deliveries deliveries;

  /** Usually the event itself. */
  private volatile BiFunction<QueueName, byte[], byte[]> inputs = (queue, event) -> event;

  Attempts(
      InvocationService invocations,
      QueueStore store,
      Targets targets,
      QueueRules rules,
      OutcomeFormat outcomes,
      QueueSettings settings,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    this.invocations = invocations;
    this.store = store;
    this.targets = targets;
    this.rules = rules;
    this.outcomes = outcomes;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.chance = chance;
    this.deliveries = new Deliveries(settings, clock, chance);
  }

  /** As {@link EventQueue#onDelivery}. */
  void onDelivery(Outlet outlet) {
    deliveries.to(outlet);
  }

  /** As {@link EventQueue#onInput}. */
  void onInput(BiFunction<QueueName, byte[], byte[]> made) {
    inputs = made;
  }

  /**
   * One attempt.
   *
   * @param events one, or those that were gathered
   * @param gathered whether the function gets an array of them
   * @return for each what is to be done
   */
  List<Verdict> attempt(List<QueuedEvent> events, boolean gathered) {
    return gathered
        ? new GatheredAttempt(this, store, events).run()
        : List.of(attempt(events.get(0)));
  }

  private Verdict attempt(QueuedEvent slim) {
    byte[] payload = slim.content().payload();
    if (payload == null) {
      Optional<byte[]> stored = store.payload(slim.id());
      if (stored.isEmpty()) {
        return new Verdict.Vanished();
      }
      payload = stored.get();
    }
    if (!slim.queue().isFunction()) {
      return deliveries.attempt(slim, payload);
    }
    Run run;
    try {
      run = new Run(slim, payload, command(slim, payload, inputs.apply(slim.queue(), payload)));
    } catch (SluiceException e) {
      // What the association says of this event will not be another time; an edited one may do.
      return refused(new Run(slim, payload, command(slim, payload, payload)), AsyncPolicy.USUAL, e);
    }
    Verdict circling = circling(run);
    if (circling != null) {
      return circling;
    }
    InvocationService.Admitted admitted;
    try {
      admitted = invocations.admit(run.command());
    } catch (SluiceException e) {
      return refused(run, AsyncPolicy.USUAL, e);
    }
    AsyncPolicy policy = policy(slim, admitted);
    Verdict expired = expired(run, policy);
    if (expired != null) {
      return expired;
    }
    claim(List.of(slim), policy);
    try {
      return ended(run, policy, invocations.invoke(admitted), true);
    } catch (SluiceException e) {
      return refused(run, policy, e);
    }
  }

  /**
   * An event with what its function gets.
   *
   * @param payload as it came
   */
  record Run(QueuedEvent event, byte[] payload, InvokeCommand command) {}

  /** A dead letter, where the event came through too many functions. */
  @Nullable Verdict circling(Run run) {
    int depth = run.event().routing().depth();
    return depth <= settings.mostDepth()
        ? null
        : dead(
            run,
            AsyncPolicy.USUAL,
            Failure.of(
                ErrorCode.RECURSION_LIMIT,
                "The event came through " + depth + " functions; it may be going in circles."));
  }

  /** A dead letter, where the event is too old. */
  @Nullable Verdict expired(Run run, AsyncPolicy policy) {
    QueuedEvent event = run.event();
    if (!clock.instant().isAfter(event.createdAt().plus(policy.maxAge()))) {
      return null;
    }
    Failure last = event.failure();
    return dead(
        run,
        policy,
        Failure.of(
            ErrorCode.EVENT_EXPIRED,
            "The event is older than "
                + policy.maxAge().toSeconds()
                + " s"
                + (last == null ? "." : "; the last attempt ended with: " + last.message())));
  }

  /** Notes that these run, where they must not run twice. */
  void claim(List<QueuedEvent> events, AsyncPolicy policy) {
    if (policy.semantics() == Semantics.AT_MOST_ONCE) {
      store.claim(events.stream().map(QueuedEvent::id).toList());
    }
  }

  /** What the function gets of an event. */
  byte[] input(QueuedEvent event, byte[] payload) {
    return inputs.apply(event.queue(), payload);
  }

  /** Where a command goes now. */
  InvocationService.Admitted admit(InvokeCommand command) {
    return invocations.admit(command);
  }

  /** How an event runs that goes there. */
  AsyncPolicy policy(QueuedEvent event, InvocationService.Admitted admitted) {
    return rules.policy(event.queue(), admitted.definition().async());
  }

  /** Runs it. */
  InvokeOutcome invoke(InvocationService.Admitted admitted) {
    return invocations.invoke(admitted);
  }

  /** How much of payloads is kept. */
  int keptPayloadBytes() {
    return invocations.settings().keptPayloadBytes();
  }

  static InvokeCommand command(QueuedEvent event, byte[] payload, byte[] input) {
    QueuedEvent.Content content = event.content();
    boolean same = input == payload;
    return new InvokeCommand(
        event.queue().namespace(),
        event.queue().function(),
        event.qualifier(),
        new InvokeCommand.Event(
            input,
            same ? content.contentType() : JSON,
            content.eventId(),
            content.source(),
            new StoredValues(event),
            event.routing().trace()),
        event.trigger(),
        event.replayOf(),
        new InvokeCommand.Delivery(event.id(), event.attempts() + 1, event.createdAt()),
        false,
        event.routing().depth(),
        null);
  }

  /**
   * What follows from an attempt that has ended.
   *
   * @param alone whether the event ran by itself: of those of an ordered queue that ran together,
   *     nobody knows which one failed
   */
  Verdict ended(Run run, AsyncPolicy policy, InvokeOutcome outcome, boolean alone) {
    InvocationRecord record = outcome.record();
    Failure failure = record.failure();
    if (failure == null) {
      invocations.tell(record);
      return new Verdict.Over(
          new Settlement.Over(
              record, outputs(policy.onSuccess(), run, record, outcome), mark(run.event())));
    }
    QueuedEvent event = run.event();
    boolean last = event.attempts() + 1 >= policy.maxAttempts();
    boolean parted = isOrdered(event) && !alone && policy.semantics() != Semantics.AT_MOST_ONCE;
    // The smaller parts of what failed together have had their pauses.
    int step = parted && last ? 1 : event.attempts() + 1;
    Duration pause = Backoff.after(policy.retryDelay(), step, chance.getAsDouble());
    Instant due = clock.instant().plus(pause);
    if (!parted && (last || due.isAfter(event.createdAt().plus(policy.maxAge())))) {
      return dead(run, policy, record);
    }
    invocations.tell(record);
    boolean ordered = event.lane() != null || isOrdered(event);
    // In its lane it stays the first, whatever was accepted meanwhile and whoever reads the rows.
    QueuedEvent next = event.after(failure, ordered ? event.dueAt() : due);
    return new Verdict.Again(new Settlement.Again(next), pause);
  }

  /** What follows from an attempt that could not begin. */
  Verdict refused(Run run, AsyncPolicy policy, SluiceException e) {
    return switch (e.code()) {
      case FUNCTION_DISABLED -> new Verdict.Held();
      case FUNCTION_NOT_FOUND,
          VERSION_NOT_FOUND,
          ALIAS_NOT_FOUND,
          NETWORK_NOT_ALLOWED,
          INPUT_FAILED,
          PAYLOAD_TOO_LARGE ->
          dead(run, policy, Failure.of(e.code(), e.detail()));
      default -> new Verdict.Postponed(e.retryAfter());
    };
  }

  /** Given up without an attempt. */
  private Verdict dead(Run run, AsyncPolicy policy, Failure failure) {
    return dead(run, policy, without(run.event(), run.payload(), Status.FAILED, failure));
  }

  /** What follows from a failure for good. */
  private Verdict dead(Run run, AsyncPolicy policy, InvocationRecord failed) {
    QueuedEvent event = run.event();
    Failure failure = failed.failure();
    Stream stream = rules.stream(event.queue());
    boolean blocks =
        isOrdered(event)
            && stream != null
            && stream.blocks()
            // It was claimed, and must not be tried again.
            && policy.semantics() != Semantics.AT_MOST_ONCE;
    if (blocks && failure != null) {
      invocations.tell(failed);
      return new Verdict.Blocked(new Settlement.Blocked(event.after(failure, event.dueAt())));
    }
    InvocationRecord record = failed.with(Status.DEAD_LETTERED);
    invocations.tell(record);
    return new Verdict.Over(over(run, policy, record));
  }

  private Settlement.Over over(Run run, AsyncPolicy policy, InvocationRecord dead) {
    return new Settlement.Over(
        dead, outputs(policy.onFailure(), run, dead, null), mark(run.event()));
  }

  private static boolean isOrdered(QueuedEvent event) {
    return event.queue().shard() != null;
  }

  private Settlement.@Nullable Mark mark(QueuedEvent event) {
    if (!isOrdered(event)) {
      return null;
    }
    Stream stream = rules.stream(event.queue());
    return new Settlement.Mark(
        event.queue(), event.dueAt(), clock.instant(), stream != null && stream.keeps());
  }

  /** The record of an event for which nothing runs now. */
  InvocationRecord without(QueuedEvent event, Status status, @Nullable Failure failure) {
    byte[] payload = event.content().payload();
    return without(event, payload, status, failure);
  }

  private InvocationRecord without(
      QueuedEvent event, byte @Nullable [] payload, Status status, @Nullable Failure failure) {
    QueuedEvent.Content content = event.content();
    InvocationRecord.Request request =
        payload == null
            ? new InvocationRecord.Request(
                content.bytes(), content.contentType(), content.eventId(), null)
            : InvocationRecord.Request.of(
                payload,
                content.contentType(),
                content.eventId(),
                invocations.settings().keptPayloadBytes());
    return new InvocationRecord(
        event.id(),
        event.queue().namespace(),
        event.queue().function(),
        "",
        event.qualifier(),
        InvocationRecord.RoutedBy.QUALIFIER,
        event.trigger(),
        status,
        null,
        event.createdAt(),
        Duration.ZERO,
        InvocationRecord.Phases.NONE,
        null,
        request,
        -1,
        null,
        event.replayOf(),
        traceId(event),
        Map.of(),
        new InvocationRecord.Async(
            event.attempts(), Duration.between(event.createdAt(), clock.instant()), null),
        failure);
  }

  /** Null for an event that was accepted without one: each attempt then begins a trace. */
  static @Nullable String traceId(QueuedEvent event) {
    Trace trace = Trace.parse(event.routing().trace());
    return trace == null ? null : trace.traceId();
  }

  private List<Accepting> outputs(
      @Nullable Destination destination,
      Run run,
      InvocationRecord record,
      @Nullable InvokeOutcome outcome) {
    if (destination == null) {
      return List.of();
    }
    QueuedEvent event = run.event();
    return List.of(
        targets.accepting(
            QueuedEvent.fresh(
                ids.next(),
                new QueueName(event.queue().namespace(), destination.target(), ""),
                destination.qualifier(),
                "destination",
                outcomes.write(event, run.payload(), record, outcome),
                new QueuedEvent.Routing(
                    null, null, event.routing().depth() + 1, event.routing().trace()),
                clock.instant())));
  }

  /** Given up at the start of a server: whether it ran to its end is not known. */
  Settlement interrupted(QueuedEvent event) {
    return givenUp(
        event,
        Failure.of(
            ErrorCode.INVOCATION_INTERRUPTED,
            "The server ended while the function ran; it may have done its work."));
  }

  /** A dead letter of an event that nothing runs for. */
  Settlement.Over givenUp(QueuedEvent event, Failure failure) {
    byte[] payload = store.payload(event.id()).orElse(new byte[0]);
    Run run = new Run(event, payload, command(event, payload, payload));
    AsyncPolicy policy;
    try {
      policy = invocations.admit(run.command()).definition().async();
    } catch (SluiceException e) {
      policy = AsyncPolicy.USUAL;
    }
    return over(run, policy, without(event, payload, Status.DEAD_LETTERED, failure));
  }
}

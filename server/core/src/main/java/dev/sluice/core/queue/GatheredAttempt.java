package dev.sluice.core.queue;

import dev.sluice.core.SluiceException;
import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.invocation.InvokeOutcome;
import dev.sluice.core.queue.Attempts.Run;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a function for several events, which it gets as an array. All of them end as the run
 * does: where it fails, each is tried again by itself. The result, and the events about the end of
 * a success, are those of the first. Confined to one thread.
 */
final class GatheredAttempt {
  private static final String EVENT = "application/cloudevents+json";
  private static final String EVENTS = "application/cloudevents-batch+json";
  private static final String JSON = "application/json";

  private static final Verdict GONE = new Verdict.Vanished();
  private static final Verdict BACK = new Verdict.Back();

  private final Attempts attempts;
  private final QueueStore store;
  private final List<QueuedEvent> events;
  private final Map<String, Verdict> verdicts = new HashMap<>();

  GatheredAttempt(Attempts attempts, QueueStore store, List<QueuedEvent> events) {
    this.attempts = attempts;
    this.store = store;
    this.events = events;
  }

  List<Verdict> run() {
    List<Run> runs = new ArrayList<>();
    boolean ordered = events.get(0).queue().shard() != null;
    for (QueuedEvent event : events) {
      prepare(event, runs);
      if (ordered && verdicts.containsKey(event.id())) {
        cut(event, runs);
        break;
      }
    }
    if (!runs.isEmpty()) {
      runAll(runs);
    }
    List<Verdict> all = new ArrayList<>();
    boolean blocked = false;
    for (QueuedEvent event : events) {
      Verdict verdict = verdicts.getOrDefault(event.id(), GONE);
      all.add(blocked ? BACK : verdict);
      blocked |= verdict instanceof Verdict.Blocked;
    }
    return all;
  }

  /** One is over without a run, but not before those in front of it are; the rest comes later. */
  private void cut(QueuedEvent over, List<Run> runs) {
    int at = events.indexOf(over);
    for (QueuedEvent event : events.subList(runs.isEmpty() ? at + 1 : at, events.size())) {
      verdicts.put(event.id(), BACK);
    }
  }

  /** Adds what the function gets of an event, unless it is over without a run. */
  private void prepare(QueuedEvent event, List<Run> runs) {
    byte[] known = event.content().payload();
    Optional<byte[]> stored = known == null ? store.payload(event.id()) : Optional.of(known);
    if (stored.isEmpty()) {
      return;
    }
    byte[] payload = stored.get();
    Run run = new Run(event, payload, Attempts.command(event, payload, payload));
    Verdict circling = attempts.circling(run);
    if (circling != null) {
      verdicts.put(event.id(), circling);
      return;
    }
    try {
      byte[] input = attempts.input(event, payload);
      runs.add(new Run(event, payload, Attempts.command(event, payload, input)));
    } catch (SluiceException e) {
      verdicts.put(event.id(), attempts.refused(run, AsyncPolicy.USUAL, e));
    }
  }

  private void runAll(List<Run> prepared) {
    InvocationService.Admitted admitted;
    try {
      admitted = attempts.admit(together(prepared));
    } catch (SluiceException e) {
      refuse(prepared, AsyncPolicy.USUAL, e);
      return;
    }
    AsyncPolicy policy = attempts.policy(prepared.get(0).event(), admitted);
    List<Run> runs = new ArrayList<>();
    for (Run run : prepared) {
      Verdict expired = attempts.expired(run, policy);
      if (expired == null) {
        runs.add(run);
      } else {
        verdicts.put(run.event().id(), expired);
      }
    }
    if (runs.isEmpty()) {
      return;
    }
    attempts.claim(runs.stream().map(Run::event).toList(), policy);
    try {
      InvokeCommand command = together(runs);
      // What it goes to was found already: the second look must not find another version.
      end(
          runs,
          policy,
          command,
          attempts.invoke(new InvocationService.Admitted(command, admitted.route())));
    } catch (SluiceException e) {
      refuse(runs, policy, e);
    }
  }

  private void refuse(List<Run> runs, AsyncPolicy policy, SluiceException e) {
    runs.forEach(run -> verdicts.put(run.event().id(), attempts.refused(run, policy, e)));
  }

  /** The first one's command with the array of all. */
  private static InvokeCommand together(List<Run> runs) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    boolean cloudEvents = true;
    for (Run run : runs) {
      array.write(array.size() == 0 ? '[' : ',');
      array.writeBytes(run.command().event().payload());
      cloudEvents &= run.command().event().contentType().equals(EVENT);
    }
    array.write(']');
    InvokeCommand first = runs.get(0).command();
    InvokeCommand.Event event = first.event();
    return new InvokeCommand(
        first.namespace(),
        first.function(),
        first.qualifier(),
        new InvokeCommand.Event(
            array.toByteArray(),
            cloudEvents ? EVENTS : JSON,
            event.id(),
            event.source(),
            event.routing(),
            event.trace()),
        first.trigger(),
        first.replayOf(),
        first.delivery(),
        first.keepLines(),
        first.depth(),
        first.most());
  }

  private void end(
      List<Run> runs, AsyncPolicy policy, InvokeCommand command, InvokeOutcome outcome) {
    boolean good = outcome.record().failure() == null;
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      QueuedEvent event = run.event();
      boolean leads = i == 0;
      InvocationRecord record = record(run, outcome.record(), leads);
      InvokeOutcome own =
          new InvokeOutcome(record, outcome.body(), outcome.contentType(), outcome.lines());
      Run ended = good && leads ? new Run(event, command.event().payload(), command) : run;
      verdicts.put(
          event.id(),
          attempts.ended(ended, good && !leads ? quiet(policy) : policy, own, runs.size() == 1));
    }
  }

  /** The record of the run as one of the events has it. */
  private InvocationRecord record(Run run, InvocationRecord is, boolean leads) {
    QueuedEvent event = run.event();
    InvocationRecord.Async async = is.async();
    return new InvocationRecord(
        event.id(),
        is.namespace(),
        is.function(),
        is.version(),
        event.qualifier(),
        is.routedBy(),
        is.trigger(),
        is.status(),
        is.cold(),
        event.createdAt(),
        is.duration(),
        is.phases(),
        leads ? is.usage() : null,
        InvocationRecord.Request.of(
            run.payload(),
            event.content().contentType(),
            event.content().eventId(),
            attempts.keptPayloadBytes()),
        is.resultBytes(),
        is.resultDigest(),
        event.replayOf(),
        leads ? is.traceId() : Attempts.traceId(event),
        leads ? is.counts() : Map.of(),
        async == null
            ? null
            : new InvocationRecord.Async(
                event.attempts() + 1, async.delay(), leads ? async.result() : null),
        is.failure());
  }

  /** One event is enough about the success of a run. */
  private static AsyncPolicy quiet(AsyncPolicy policy) {
    return new AsyncPolicy(
        policy.semantics(),
        policy.maxAttempts(),
        policy.retryDelay(),
        policy.maxAge(),
        policy.concurrency(),
        policy.ratePerSecond(),
        policy.deduplication(),
        null,
        policy.onFailure());
  }
}

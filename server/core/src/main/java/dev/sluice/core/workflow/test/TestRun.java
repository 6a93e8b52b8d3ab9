package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.IdSource;
import dev.sluice.core.workflow.ExecutionService.NearMiss;
import dev.sluice.core.workflow.ExecutionService.Waiting;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Enclosing;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.Expectation;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import dev.sluice.core.workflow.test.TestResult.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One test: drives the engine task by task, in a time of its own that goes on only where there is
 * nothing else to do. Confined to one thread.
 */
final class TestRun {
  private static final String ID = "test";
  private static final Audit AUDIT = new Audit(ID, "");
  private static final int MOST_STEPS = 10_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final long MOST_MILLIS = 10_000;

  private final Program program;
  private final int only;
  private final TestSpec spec;
  private final State state;
  private final Mocks mocks;
  private final List<JsonNode> coming;
  private final Clock clock;
  private final IdSource ids;
  private final long deadline;
  private final TestRoom room = new TestRoom(MOST_BYTES);
  private final TestSteps steps;
  private final List<HistoryEvent> history = new ArrayList<>();
  private final PriorityQueue<Ending> calls =
      new PriorityQueue<>(Comparator.comparing(Ending::due).thenComparing(Ending::number));
  private Instant now;
  private int done;
  private int called;
  private boolean waits;
  private @Nullable TestCall unmocked;
  private @Nullable JsonNode given;
  private @Nullable String next;

  /** The end of a call, and when it comes. */
  private record Ending(Instant due, int number, Command.CallEnded command) {}

  /**
   * A test that has not begun.
   *
   * @param only the number of the task that runs alone; negative for the whole workflow
   * @param clock when it begins, and how long it really takes
   */
  TestRun(Program program, int only, Mocks mocks, TestSpec spec, Clock clock, IdSource ids) {
    this.program = program;
    this.only = only;
    this.spec = spec;
    this.state =
        only < 0
            ? new State(program)
            : new State(program.alone(only), variables(program, only, spec, clock.instant()));
    this.mocks = mocks;
    this.coming = new ArrayList<>(spec.events());
    this.clock = clock;
    this.ids = ids;
    this.now = clock.instant();
    this.deadline = clock.millis() + MOST_MILLIS;
    this.steps = new TestSteps(program, room);
  }

  private static Map<String, JsonNode> variables(
      Program program, int only, TestSpec spec, Instant now) {
    Enclosing around = Enclosing.of(program, only);
    JsonNode context = spec.context() == null ? NullNode.instance : spec.context();
    return around.sample(spec.variables(), spec.input(), context, now);
  }

  /** Runs it to its end. */
  TestResult run() {
    List<HistoryEvent> unused = turn(new Command.Start(ID, spec.input()), 0);
    JsonNode context = spec.context();
    if (context != null) {
      unused = turn(new Command.Fix(new Command.EditContext(context), AUDIT), 0);
    }
    while (!isOver()) {
      goOn();
    }
    return result();
  }

  private boolean isOver() {
    return next != null || state.status().isOver() || unmocked != null || waits || isBeyond();
  }

  private boolean isBeyond() {
    return done > MOST_STEPS || room.isFull() || clock.millis() > deadline;
  }

  private void goOn() {
    Ending ending = calls.peek();
    if (state.isReady()) {
      List<HistoryEvent> unused = turn(new Command.Continue(), 1);
    } else if (ending != null && !ending.due().isAfter(now)) {
      end(calls.remove());
    } else if (!deliver()) {
      advance(ending);
    }
  }

  private void end(Ending ending) {
    List<HistoryEvent> unused = turn(ending.command(), 0);
  }

  /** Hands out the first event that somebody takes now. */
  private boolean deliver() {
    if (coming.isEmpty() || Engine.listeners(state, around(0)).isEmpty()) {
      return false;
    }
    for (JsonNode event : List.copyOf(coming)) {
      boolean taken =
          turn(new Command.Deliver(event), 0).stream()
              .anyMatch(one -> one instanceof HistoryEvent.EventConsumed);
      if (taken || state.hasSeen(event)) {
        coming.remove(event);
      }
      if (taken || isBeyond()) {
        return true;
      }
    }
    return false;
  }

  /** Goes to the next moment at which something happens. */
  private void advance(@Nullable Ending ending) {
    PendingTimer first =
        Engine.pendingTimers(state).stream()
            .min(Comparator.comparingLong(PendingTimer::due))
            .orElse(null);
    if (first == null && ending == null) {
      waits = true;
    } else if (first == null || (ending != null && ending.due().toEpochMilli() <= first.due())) {
      now = calls.element().due();
      end(calls.remove());
    } else {
      Instant due = Instant.ofEpochMilli(first.due());
      now = due.isAfter(now) ? due : now;
      List<HistoryEvent> unused = turn(new Command.TimerDue(first.timer()), 0);
    }
  }

  private Surroundings around(int most) {
    return Surroundings.of(now, ids, () -> 0.5, most);
  }

  private List<HistoryEvent> turn(Command command, int most) {
    done += most;
    steps.next();
    List<HistoryEvent> happened = Engine.decide(state, command, around(most), steps);
    for (HistoryEvent event : happened) {
      room.take(event);
      if (room.isFull()) {
        // What there is no room for is not told.
        return happened;
      }
      history.add(event);
      if (event instanceof HistoryEvent.CallScheduled call) {
        steps.add(event, now.toEpochMilli());
        schedule(call);
      } else {
        finish(event);
        steps.add(event, now.toEpochMilli());
      }
      if (event instanceof HistoryEvent.Emitted emitted) {
        coming.add(emitted.event());
      }
    }
    return happened;
  }

  /** Where only one task runs, its end is that of the test. */
  private void finish(HistoryEvent event) {
    if (only < 0) {
      return;
    }
    if (event instanceof HistoryEvent.Passed e && e.parent() == 0) {
      given = e.output();
      next = program.after(only, e.next());
    } else if (event instanceof HistoryEvent.Left e && e.task() == only) {
      if (steps.parent(e.frame()) == 0) {
        given = e.output();
        next = program.after(only, e.next());
      }
    } else if (event instanceof HistoryEvent.Completed e) {
      given = e.output();
      next = "end";
    }
  }

  private void schedule(HistoryEvent.CallScheduled call) {
    if (!call.await()) {
      return;
    }
    Mock mock = null;
    // A function that the document defines may be mocked where it is called.
    for (int frame = call.frame(); frame > 0 && mock == null; frame = steps.parent(frame)) {
      mock = mocks.next(steps.task(frame));
    }
    if (mock == null) {
      unmocked =
          new TestCall(program.pointer(steps.task(call.frame())), call.kind(), call.request());
      return;
    }
    Command.CallEnded command =
        mock.failed()
            ? new Command.CallEnded(call.key(), null, mock.error(call.kind()))
            : new Command.CallEnded(call.key(), mock.answer(call.kind(), call.request()), null);
    calls.add(new Ending(now.plus(mock.delay()), called++, command));
  }

  private TestResult result() {
    Status status = status();
    return new TestResult(
        program,
        status,
        status == Status.COMPLETED ? (only < 0 ? state.output() : given) : null,
        room.isFull() ? null : state.error(),
        room.isFull() ? NullNode.instance : state.context(),
        status == Status.COMPLETED ? next : null,
        message(status),
        status == Status.UNMOCKED ? unmocked : null,
        status == Status.WAITING ? waiting() : List.of(),
        steps.steps(),
        history);
  }

  private Status status() {
    if (room.isFull()) {
      // What it gives may be what there is no room for.
      return Status.STOPPED;
    }
    if (next != null || state.status() == State.Status.COMPLETED) {
      return Status.COMPLETED;
    }
    if (state.status() == State.Status.FAULTED) {
      return Status.FAULTED;
    }
    return unmocked != null ? Status.UNMOCKED : waits ? Status.WAITING : Status.STOPPED;
  }

  private @Nullable String message(Status status) {
    return switch (status) {
      case COMPLETED, FAULTED -> null;
      case UNMOCKED -> {
        TestCall call = Objects.requireNonNull(unmocked);
        yield "The task " + call.task() + " calls " + what(call) + " and has no mock.";
      }
      case WAITING -> {
        Set<String> tasks = new TreeSet<>();
        Engine.listeners(state, around(0)).forEach(listener -> tasks.add(listener.task()));
        yield "No more events come, and "
            + String.join(", ", tasks)
            + (tasks.size() == 1 ? " waits for one." : " wait for some.");
      }
      case STOPPED ->
          room.isFull()
              ? "It was stopped: a test gives no more than 4 MiB."
              : done > MOST_STEPS
                  ? "It was stopped after 10000 steps; is there a loop without an end?"
                  : "It was stopped after 10 seconds.";
    };
  }

  private static String what(TestCall call) {
    JsonNode request = call.request();
    return switch (call.kind()) {
      case "function" -> "the function " + request.path("function").asText();
      case "workflow" -> "the workflow " + request.path("workflow").asText();
      case "http" -> request.path("method").asText() + " " + request.path("uri").asText();
      case "openapi" -> "the operation " + request.path("operationId").asText();
      default -> "a " + call.kind();
    };
  }

  private List<Waiting> waiting() {
    return Engine.listeners(state, around(0)).stream()
        .map(listener -> new Waiting(listener, misses(listener)))
        .toList();
  }

  private List<NearMiss> misses(Engine.Listener listener) {
    List<NearMiss> misses = new ArrayList<>();
    for (JsonNode event : coming) {
      ObjectNode attributes = event.deepCopy();
      attributes.remove("data");
      misses.add(new NearMiss(now, attributes, why(listener, event)));
    }
    return misses;
  }

  private static String why(Engine.Listener listener, JsonNode event) {
    for (Expectation filter : listener.filters()) {
      String against = filter.against(event, Map.of());
      if (against != null) {
        return against;
      }
    }
    return "its data or a key of it is not what is asked for";
  }
}

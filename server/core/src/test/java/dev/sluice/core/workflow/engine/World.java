package dev.sluice.core.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An execution with a clock and with what it calls. After every turn it is built anew from its
 * history, and must be what it was.
 */
final class World {
  static final Audit AUDIT = new Audit("tester", "a test");

  private final Program program;
  private final Outside outside;
  private final Random random;
  private final List<String> history = new ArrayList<>();
  private final List<HistoryEvent> events = new ArrayList<>();
  private final Deque<Engine.PendingCall> calls = new ArrayDeque<>();
  private final Map<String, Integer> called = new HashMap<>();
  private State state;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int ids;
  private int steps = 1_000;

  World(String definition, Outside outside, long seed) throws InvalidDefinitionException {
    this.program = Program.compile(yaml(definition));
    this.outside = outside;
    this.random = new Random(seed);
    this.state = new State(program);
  }

  /** What executions call. */
  interface Outside {
    /** A result; or throws {@link RaisedException}. Null where the call stays open. */
    @Nullable JsonNode call(Engine.PendingCall call, @Nullable JsonNode authentication);
  }

  static JsonNode yaml(String text) {
    Document document = Document.read(text).document();
    if (document == null) {
      throw new IllegalArgumentException(Document.read(text).problems().toString());
    }
    return Values.of(document.root());
  }

  State state() {
    return state;
  }

  List<HistoryEvent> events() {
    return events;
  }

  int called(String name) {
    return called.getOrDefault(name, 0);
  }

  void steps(int most) {
    steps = most;
  }

  void tell(Command command) {
    turn(command);
    settle();
  }

  private void turn(Command command) {
    List<HistoryEvent> happened = Engine.decide(state, command, around());
    for (HistoryEvent event : happened) {
      history.add(HistoryCodec.text(event));
      events.add(event);
      if (event instanceof HistoryEvent.CallScheduled call) {
        calls.add(new Engine.PendingCall(call.key(), call.kind(), call.request()));
      }
    }
    State rebuilt = rebuilt();
    assertThat(StateText.of(rebuilt)).isEqualTo(StateText.of(state));
    // From here on with the one from the history.
    state = rebuilt;
  }

  private State rebuilt() {
    State built = new State(program);
    history.forEach(text -> built.apply(HistoryCodec.decode(text)));
    return built;
  }

  private Surroundings around() {
    return new Surroundings(
        now,
        () -> "id" + ids++,
        random::nextDouble,
        JsonNodeFactory.instance.objectNode(),
        JsonNodeFactory.instance.objectNode().put("name", "sluice"),
        steps);
  }

  /** Lets everything happen that happens without time. */
  private void settle() {
    boolean more = true;
    while (more) {
      more = false;
      if (state.isReady()) {
        turn(new Command.Continue());
        more = true;
      } else if (!calls.isEmpty()) {
        call(calls.poll());
        more = true;
      } else {
        more = fire();
      }
    }
  }

  private void call(Engine.PendingCall call) {
    called.merge(name(call), 1, Integer::sum);
    try {
      Engine.Confidential made =
          Engine.confidential(
              state,
              call,
              around()
                  .with(
                      JsonNodeFactory.instance
                          .objectNode()
                          .put("password", "hidden")
                          .put("token", "hidden too")));
      if (made.error() != null) {
        throw new RaisedException(made.error());
      }
      JsonNode result =
          outside.call(
              new Engine.PendingCall(call.key(), call.kind(), made.request()),
              made.authentication());
      if (result != null) {
        turn(new Command.CallEnded(call.key(), result, null));
      }
    } catch (RaisedException e) {
      turn(new Command.CallEnded(call.key(), null, e.error()));
    }
  }

  static String name(Engine.PendingCall call) {
    JsonNode request = call.request();
    return request.path("function").asText(request.path("workflow").asText(call.kind()));
  }

  private boolean fire() {
    for (Engine.PendingTimer timer : Engine.pendingTimers(state)) {
      if (timer.due() <= now.toEpochMilli()) {
        turn(new Command.TimerDue(timer.timer()));
        return true;
      }
    }
    return false;
  }

  /** Lets time go by, moment after moment. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Instant moment = end;
      for (Engine.PendingTimer timer : Engine.pendingTimers(state)) {
        Instant due = Instant.ofEpochMilli(timer.due());
        moment = due.isBefore(moment) ? due : moment;
      }
      now = moment.isBefore(now) ? now : moment;
      settle();
      if (!moment.isBefore(end)) {
        return;
      }
    }
  }

  /** Names of tasks in the order in which they began. */
  List<String> ran() {
    List<String> ran = new ArrayList<>();
    for (HistoryEvent event : events) {
      int task =
          event instanceof HistoryEvent.Entered entered
              ? entered.task()
              : event instanceof HistoryEvent.Passed passed && !"skipped".equals(passed.note())
                  ? passed.task()
                  : -1;
      if (task >= 0) {
        ran.add(program.tasks().get(task).name());
      }
    }
    return ran;
  }
}

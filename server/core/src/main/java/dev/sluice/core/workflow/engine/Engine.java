package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.core.workflow.engine.Frame.Phase;
import dev.sluice.core.workflow.engine.State.Status;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an execution does when it is told something. Stateless; thread-safe. */
public final class Engine {
  private Engine() {}

  /**
   * Decides what follows from a command, and brings the state there.
   *
   * @return what happened, to be kept before anybody acts on it; nothing where the command does not
   *     fit the state
   */
  public static List<HistoryEvent> decide(State state, Command command, Surroundings around) {
    return decide(state, command, around, Inspector.NONE);
  }

  /** Sees data on its way through tasks, which histories do not have. */
  public interface Inspector {
    /** Sees nothing. */
    Inspector NONE =
        new Inspector() {
          @Override
          public void input(int task, JsonNode raw, JsonNode input) {}

          @Override
          public void rawOutput(int task, JsonNode output) {}
        };

    /** What a task that is about to be done got, and what is made of it. */
    void input(int task, JsonNode raw, JsonNode input);

    /** What a task gives, before it is changed and checked. */
    void rawOutput(int task, JsonNode output);
  }

  /** As {@link #decide(State, Command, Surroundings)}, with somebody who looks on. */
  public static List<HistoryEvent> decide(
      State state, Command command, Surroundings around, Inspector inspector) {
    Turn turn = new Turn(state, around, inspector);
    Status before = state.status();
    if (command instanceof Command.Start start) {
      if (before == Status.PENDING) {
        turn.start(start.id(), start.input());
      }
    } else if (command instanceof Command.Fix fix) {
      fix(state, turn, fix);
    } else if (!before.isOver() && before != Status.PENDING) {
      tell(state, turn, command);
    }
    turn.run();
    return turn.events();
  }

  private static void tell(State state, Turn turn, Command command) {
    if (command instanceof Command.CallEnded ended) {
      turn.ended(ended.key(), ended.result(), ended.error());
    } else if (command instanceof Command.TimerDue due) {
      turn.fire(due.timer());
    } else if (command instanceof Command.Deliver deliver) {
      turn.deliver(deliver.event());
    } else if (command instanceof Command.Suspend suspend) {
      if (state.status() == Status.RUNNING) {
        turn.emit(new HistoryEvent.Suspended(turn.now(), suspend.audit()));
      }
    } else if (command instanceof Command.Resume resume) {
      if (state.status() == Status.SUSPENDED) {
        turn.emit(new HistoryEvent.Resumed(turn.now(), resume.audit()));
      }
    } else if (command instanceof Command.Cancel cancel) {
      turn.emit(new HistoryEvent.Cancelled(turn.now(), cancel.audit()));
    }
  }

  private static void fix(State state, Turn turn, Command.Fix fix) {
    boolean ended = state.status() == Status.COMPLETED || state.status() == Status.CANCELLED;
    if (ended || state.status() == Status.PENDING) {
      return;
    }
    if (fix.repair() instanceof Command.FireTimer fire) {
      for (State.Timer timer : List.copyOf(state.timers().values())) {
        if (fire.task() == null || named(state, timer.frame(), fire.task())) {
          turn.emit(
              new HistoryEvent.Fixed(
                  "timer", -1, timer.id(), NullNode.instance, turn.now(), fix.audit()));
          turn.fire(timer.id());
          return;
        }
      }
      return;
    }
    HistoryEvent fixed = Fixes.decide(state, fix.repair(), fix.audit(), turn.now());
    if (fixed != null) {
      turn.emit(fixed);
    }
  }

  private static boolean named(State state, int frame, String task) {
    int number = state.has(frame) ? state.frame(frame).task : -1;
    return number >= 0
        && (state.program().tasks().get(number).name().equals(task)
            || state.program().tasks().get(number).pointer().equals(task));
  }

  /** A call that was scheduled and has not ended. */
  public record PendingCall(String key, String kind, JsonNode request) {}

  /** A timer that has not fired. */
  public record PendingTimer(int timer, String task, String purpose, long due) {}

  /** Keys of calls that have not ended. */
  public static Set<String> pendingKeys(State state) {
    Set<String> keys = new LinkedHashSet<>();
    for (Frame frame : state.frames()) {
      if (frame.key != null && !state.status().isOver()) {
        keys.add(frame.key);
      }
    }
    return keys;
  }

  /** Timers that will fire, none where the execution is over. */
  public static List<PendingTimer> pendingTimers(State state) {
    List<PendingTimer> pending = new ArrayList<>();
    if (!state.status().isOver()) {
      for (State.Timer timer : state.timers().values()) {
        pending.add(
            new PendingTimer(
                timer.id(), pointer(state, timer.frame()), timer.purpose().name(), timer.due()));
      }
    }
    return pending;
  }

  private static String pointer(State state, int frame) {
    int task = state.has(frame) ? state.frame(frame).task : -1;
    return task < 0 ? "/" : state.program().tasks().get(task).pointer();
  }

  /**
   * A task that waits for events.
   *
   * @param since in milliseconds since 1970
   * @param filters what it waits for
   */
  public record Listener(String task, long since, List<Expectation> filters) {
    public Listener {
      filters = List.copyOf(filters);
    }
  }

  /** Tasks that wait for events. */
  public static List<Listener> listeners(State state, Surroundings around) {
    List<Listener> listeners = new ArrayList<>();
    for (Frame frame : state.frames()) {
      Program.Code code = frame.task < 0 ? null : state.program().tasks().get(frame.task);
      if (code != null && code.work() instanceof Work.Listen && !state.status().isOver()) {
        listeners.add(
            new Listener(
                code.pointer(), frame.startedAt, Expectation.of(state, around, frame, code)));
      }
    }
    return listeners;
  }

  /**
   * Pointers to the tasks that an execution is at, or stands still at: each once. Where it faulted
   * that is the one that would be tried again; what has come to its end is nowhere.
   */
  public static List<String> places(State state) {
    if (state.status() == Status.FAULTED) {
      String atHand = Fixes.atHand(state);
      return atHand == null ? List.of() : List.of(atHand);
    }
    return state.status().isOver() ? List.of() : current(state).stream().distinct().toList();
  }

  /** Pointers to the tasks that an execution is at: the innermost ones. */
  public static List<String> current(State state) {
    List<String> tasks = new ArrayList<>();
    for (Frame frame : state.frames()) {
      if (frame.task >= 0 && !state.hasInside(frame.id)) {
        tasks.add(pointer(state, frame.id));
      }
    }
    return tasks;
  }

  /**
   * What of a call is in no history.
   *
   * @param request with its secrets
   * @param authentication null for nothing
   * @param error why the call cannot be made; null where it can
   */
  public record Confidential(
      JsonNode request, @Nullable JsonNode authentication, @Nullable WorkflowError error) {}

  /**
   * What a call is made with, filled only now.
   *
   * @param call that has not ended
   * @param around with the secrets that the workflow uses
   */
  public static Confidential confidential(State state, PendingCall call, Surroundings around) {
    for (Frame frame : state.frames()) {
      if (call.key().equals(frame.key) && frame.phase == Phase.WAITING) {
        Program.Code code = state.program().tasks().get(frame.task);
        Work.Call work = (Work.Call) code.work();
        Data data = View.of(state, around, frame, code, frame.input).data(frame.input);
        Template policy = work.authentication();
        try {
          return new Confidential(
              work.shown().equals(work.arguments())
                  ? call.request()
                  : Requests.of(work, work.arguments(), data),
              policy == null ? null : policy.fill(data),
              null);
        } catch (RaisedException e) {
          return new Confidential(call.request(), null, e.error());
        }
      }
    }
    return new Confidential(call.request(), null, null);
  }
}

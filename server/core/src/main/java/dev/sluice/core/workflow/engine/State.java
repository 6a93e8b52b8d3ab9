package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.core.workflow.engine.Frame.Phase;
import dev.sluice.core.workflow.engine.HistoryEvent.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is: what its history makes of it. {@link #apply} is all that changes it, and
 * asks nothing but the program and the event. Not thread-safe.
 */
public final class State {
  /** So many events are remembered, to know those that come twice. */
  private static final int MOST_SEEN = 1_000;

  private final Program program;
  private final Map<String, JsonNode> given;
  private final TreeMap<Integer, Frame> frames = new TreeMap<>();
  private final TreeMap<Integer, Timer> timers = new TreeMap<>();
  private final LinkedHashSet<Integer> ready = new LinkedHashSet<>();
  private final LinkedHashSet<String> seen = new LinkedHashSet<>();
  private String id = "";
  private Status status = Status.PENDING;
  private JsonNode raw = NullNode.instance;
  private JsonNode context = NullNode.instance;
  private JsonNode output = NullNode.instance;
  private @Nullable WorkflowError error;
  private long startedAt;
  private long endedAt;
  private int nextFrame = 1;
  private int nextTimer = 1;

  /** Nothing happened yet. */
  public State(Program program) {
    this(program, Map.of());
  }

  /**
   * Nothing happened yet.
   *
   * @param given variables of what is around the program's tasks elsewhere
   */
  public State(Program program, Map<String, JsonNode> given) {
    this.program = program;
    this.given = Map.copyOf(given);
  }

  /** What an execution is doing. */
  public enum Status {
    PENDING,
    RUNNING,
    SUSPENDED,
    COMPLETED,
    FAULTED,
    CANCELLED;

    /** Whether nothing happens any more, unless somebody repairs it. */
    public boolean isOver() {
      return this == COMPLETED || this == FAULTED || this == CANCELLED;
    }
  }

  /** A variable that was given; null for none of that name. */
  @Nullable JsonNode given(String name) {
    return given.get(name);
  }

  /** Something that happens at a moment. */
  record Timer(int id, int frame, Purpose purpose, long due) {}

  /** Goes on by what happened. */
  public void apply(HistoryEvent event) {
    if (event instanceof HistoryEvent.Passed e) {
      Frame parent = frame(e.parent());
      context = e.context() == null ? context : e.context();
      advance(parent, e.output(), e.next());
    } else if (event instanceof HistoryEvent.Entered e) {
      Frame frame = new Frame(e.frame(), e.parent(), e.task(), e.at(), e.raw(), e.input());
      add(frame);
      ready.remove(e.parent());
    } else if (event instanceof HistoryEvent.Left e) {
      left(e);
    } else if (event instanceof HistoryEvent.Iterated e) {
      iterate(frame(e.frame()), e.index());
    } else if (event instanceof HistoryEvent.Looped e) {
      frame(e.frame()).items = e.items();
      frame(e.frame()).phase = Phase.READY;
    } else if (event instanceof HistoryEvent.BranchEntered e) {
      branch(e);
    } else if (event instanceof HistoryEvent.Started e) {
      start(e);
    } else {
      applyWaiting(event);
    }
  }

  private void applyWaiting(HistoryEvent event) {
    if (event instanceof HistoryEvent.CallScheduled e) {
      Frame frame = frame(e.frame());
      frame.key = e.await() ? e.key() : null;
      frame.result = e.await() ? null : frame.input;
      settle(frame, e.await() ? Phase.WAITING : Phase.READY);
    } else if (event instanceof HistoryEvent.TimerSet e) {
      timers.put(e.timer(), new Timer(e.timer(), e.frame(), e.purpose(), e.due()));
      nextTimer = Math.max(nextTimer, e.timer() + 1);
      if (e.purpose() == Purpose.WAIT || e.purpose() == Purpose.RETRY) {
        settle(frame(e.frame()), Phase.WAITING);
      }
    } else if (event instanceof HistoryEvent.TimerFired e) {
      fired(Objects.requireNonNull(timers.remove(e.timer())));
    } else if (event instanceof HistoryEvent.Listening e) {
      settle(frame(e.frame()), Phase.WAITING);
    } else if (event instanceof HistoryEvent.EventConsumed e) {
      consume(e);
    } else if (event instanceof HistoryEvent.EventHandled e) {
      frame(e.frame()).made.add(e.output());
      settle(frame(e.frame()), Phase.READY);
    } else if (event instanceof HistoryEvent.Raised e) {
      removeInside(e.frame());
      ready.remove(e.frame());
    } else if (event instanceof HistoryEvent.Returned e) {
      Frame frame = frame(e.frame());
      frame.key = null;
      frame.result = e.result();
      settle(frame, Phase.READY);
    } else if (event instanceof HistoryEvent.Failed e) {
      Frame frame = frame(e.frame());
      frame.key = null;
      frame.error = e.error();
      settle(frame, Phase.READY);
    } else if (event instanceof HistoryEvent.Caught e) {
      caught(e);
    } else if (event instanceof HistoryEvent.Retrying e) {
      Frame frame = frame(e.frame());
      removeInside(frame.id);
      frame.attempt = e.attempt();
      frame.error = e.error();
      ready.remove(frame.id);
    } else {
      applyWhole(event);
    }
  }

  private void applyWhole(HistoryEvent event) {
    if (event instanceof HistoryEvent.Completed e) {
      end(Status.COMPLETED, e.at());
      output = e.output();
      clear();
    } else if (event instanceof HistoryEvent.Cancelled e) {
      end(Status.CANCELLED, e.at());
      clear();
    } else if (event instanceof HistoryEvent.Faulted e) {
      end(Status.FAULTED, e.at());
      error = e.error();
      ready.clear();
    } else if (event instanceof HistoryEvent.Suspended) {
      status = Status.SUSPENDED;
    } else if (event instanceof HistoryEvent.Resumed) {
      status = Status.RUNNING;
    } else if (event instanceof HistoryEvent.Fixed e) {
      Fixes.apply(this, e);
    }
  }

  private void start(HistoryEvent.Started e) {
    id = e.id();
    raw = e.raw();
    startedAt = e.at();
    status = Status.RUNNING;
    Frame root = new Frame(0, -1, -1, e.at(), e.raw(), e.input());
    root.scope = 0;
    root.phase = Phase.SCOPE;
    frames.put(0, root);
    ready.add(0);
  }

  private void add(Frame frame) {
    frames.put(frame.id, frame);
    nextFrame = Math.max(nextFrame, frame.id + 1);
    if (frame.task >= 0) {
      Work work = program.tasks().get(frame.task).work();
      int scope =
          work instanceof Work.Do todo
              ? todo.scope()
              : work instanceof Work.Try attempt
                  ? attempt.scope()
                  : work instanceof Work.Use used ? used.scope() : -1;
      if (scope >= 0) {
        frame.scope = scope;
        frame.phase = Phase.SCOPE;
      }
    }
    ready.add(frame.id);
  }

  private void branch(HistoryEvent.BranchEntered e) {
    Frame fork = frame(e.parent());
    Work.Fork work = (Work.Fork) program.tasks().get(fork.task).work();
    Frame frame = new Frame(e.frame(), fork.id, -1, fork.startedAt, fork.input, fork.input);
    frame.branch = e.branch();
    frame.scope = work.branches().get(e.branch());
    frame.phase = Phase.SCOPE;
    add(frame);
    settle(fork, Phase.WAITING);
  }

  private void advance(Frame parent, JsonNode result, int next) {
    parent.data = result;
    parent.cursor = next;
    ready.add(parent.id);
  }

  private void left(HistoryEvent.Left e) {
    Frame frame = frame(e.frame());
    Frame parent = frame(frame.parent);
    context = e.context() == null ? context : e.context();
    remove(frame.id);
    if (frame.branch >= 0) {
      parent.outputs.put(frame.branch, e.output());
      if (e.next() == Program.END) {
        parent.cursor = Program.END;
        parent.data = e.output();
      }
      settle(parent, Phase.READY);
    } else {
      advance(parent, e.output(), e.next());
    }
  }

  private void iterate(Frame frame, int index) {
    Work work = program.tasks().get(frame.task).work();
    frame.index = index;
    frame.cursor = 0;
    frame.phase = Phase.SCOPE;
    if (work instanceof Work.For loop) {
      frame.scope = loop.scope();
    } else if (work instanceof Work.Listen listen && listen.each() != null) {
      frame.scope = listen.each().scope();
      frame.data = frame.consumed.get(index);
    }
    ready.add(frame.id);
  }

  private void consume(HistoryEvent.EventConsumed e) {
    Frame frame = frame(e.frame());
    frame.seen.add(e.source() + " " + e.eventId());
    seen.add(e.source() + " " + e.eventId());
    if (seen.size() > MOST_SEEN) {
      seen.remove(seen.iterator().next());
    }
    frame.filters.add(e.filter());
    if (e.filter() >= 0) {
      frame.consumed.add(e.value());
    }
    frame.keys.putAll(e.keys());
    if (frame.phase == Phase.WAITING) {
      settle(frame, Phase.READY);
    }
  }

  private void fired(Timer timer) {
    Frame frame = frames.get(timer.frame());
    if (frame == null) {
      return;
    }
    if (timer.purpose() == Purpose.WAIT) {
      settle(frame, Phase.READY);
    } else if (timer.purpose() == Purpose.RETRY) {
      retry(frame);
    }
  }

  private void retry(Frame frame) {
    frame.error = null;
    frame.cursor = 0;
    frame.data = frame.input;
    settle(frame, Phase.SCOPE);
  }

  private void caught(HistoryEvent.Caught e) {
    Frame frame = frame(e.frame());
    removeInside(frame.id);
    frame.error = e.error();
    frame.data = frame.input;
    frame.cursor = e.handler() ? 0 : Program.EXIT;
    frame.phase = Phase.HANDLER;
    frame.scope = ((Work.Try) program.tasks().get(frame.task).work()).handler();
    ready.add(frame.id);
  }

  void settle(Frame frame, Phase phase) {
    frame.phase = phase;
    if (phase == Phase.WAITING) {
      ready.remove(frame.id);
    } else {
      ready.add(frame.id);
    }
  }

  private void end(Status how, long at) {
    status = how;
    endedAt = at;
  }

  private void clear() {
    frames.clear();
    timers.clear();
    ready.clear();
  }

  /** Removes a frame with all that is inside it. */
  void remove(int frame) {
    removeInside(frame);
    frames.remove(frame);
    ready.remove(frame);
    timers.values().removeIf(timer -> timer.frame() == frame);
  }

  /** Removes what is inside a frame, and timers of attempts. */
  void removeInside(int frame) {
    List<Integer> inside = new ArrayList<>();
    frames.tailMap(frame, false).values().stream()
        .filter(other -> other.parent == frame)
        .forEach(other -> inside.add(other.id));
    inside.forEach(this::remove);
    timers.values().removeIf(timer -> timer.frame() == frame && timer.purpose() != Purpose.TIMEOUT);
  }

  /** Takes an end back. */
  void revive() {
    status = Status.RUNNING;
    error = null;
    endedAt = 0;
  }

  void context(JsonNode changed) {
    context = changed;
  }

  /** Whether an event was taken before, by whatever task. */
  public boolean hasSeen(JsonNode event) {
    return seen.contains(event.path("source").asText() + " " + event.path("id").asText());
  }

  boolean has(int frame) {
    return frames.containsKey(frame);
  }

  Frame frame(int number) {
    return Objects.requireNonNull(frames.get(number));
  }

  Iterable<Frame> frames() {
    return List.copyOf(frames.values());
  }

  boolean hasInside(int frame) {
    return frames.tailMap(frame, false).values().stream().anyMatch(other -> other.parent == frame);
  }

  Map<Integer, Timer> timers() {
    return timers;
  }

  Set<Integer> ready() {
    return ready;
  }

  int nextFrame() {
    return nextFrame;
  }

  int nextTimer() {
    return nextTimer;
  }

  /** Its program. */
  public Program program() {
    return program;
  }

  /** Its id; empty before it began. */
  public String id() {
    return id;
  }

  public Status status() {
    return status;
  }

  /** What it was started with. */
  public JsonNode raw() {
    return raw;
  }

  /** What tasks exported. */
  public JsonNode context() {
    return context;
  }

  /** What it gave; null where it did not complete. */
  public JsonNode output() {
    return output;
  }

  /** Why it faulted; null where it did not. */
  public @Nullable WorkflowError error() {
    return error;
  }

  /** Milliseconds since 1970. */
  public long startedAt() {
    return startedAt;
  }

  /** Milliseconds since 1970; 0 where it is not over. */
  public long endedAt() {
    return endedAt;
  }

  /** Whether a turn came to its bounds, and there is more to do at once. */
  public boolean isReady() {
    return status == Status.RUNNING && !ready.isEmpty();
  }
}

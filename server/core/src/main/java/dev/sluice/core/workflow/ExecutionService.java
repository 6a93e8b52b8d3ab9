package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.live.LiveHub;
import dev.sluice.core.workflow.Outside.CallFailedException;
import dev.sluice.core.workflow.Told.Delivery;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.Listener;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.Program;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.core.workflow.engine.Surroundings;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.flow.text.Pointer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Executions of workflows. What is acknowledged is on disk, and goes on after the server was
 * killed; calls are made at least once, with a key that stays the same. Thread-safe.
 */
public final class ExecutionService {
  /** So many tasks are done before others have their turn. */
  private static final int STEPS = 1_000;

  private static final int PRUNED_AT_ONCE = 200;

  private final WorkflowService workflows;
  private final ExecutionStore store;
  private final Executions executions;
  private final Programs programs;
  private final Histories histories;
  private final Clock clock;
  private final IdSource ids;
  private final DoubleSupplier chance;
  private final Executor workers;
  private final ExecutionLog log;
  private final List<Consumer<ExecutionRecord>> listeners = new CopyOnWriteArrayList<>();
  private volatile LiveHub live = new LiveHub();

  /** Ends that somebody waits for, by execution. */
  private final ConcurrentHashMap<String, CompletableFuture<ExecutionRecord>> ends =
      new ConcurrentHashMap<>();

  /**
   * Works on these.
   *
   * @param workers makes calls, each of which may take long
   * @param timers says when something is tried again
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public ExecutionService(
      WorkflowService workflows,
      ExecutionStore store,
      Outside outside,
      Executor workers,
      ScheduledExecutorService timers,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    this.workflows = workflows;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.chance = chance;
    this.workers = workers;
    this.log = new ExecutionLog(workflows.log());
    this.programs = workflows.programs();
    this.histories = new Histories(store, programs);
    this.executions =
        new Executions(
            store,
            histories,
            this::surroundings,
            clock,
            new Outbound(
                outside,
                new Children(),
                this::surroundings,
                workers,
                timers,
                this::hear,
                this::changed));
  }

  private Surroundings surroundings() {
    return Surroundings.of(clock.instant(), ids, chance, STEPS);
  }

  private void hear(Told one) {
    executions.tell(one);
  }

  /** Adds one who is told each execution that is somewhere else, soon; it must be quick. */
  public void onChange(Consumer<ExecutionRecord> listener) {
    listeners.add(listener);
  }

  /** Tells what happens to executions there, from now on. */
  public void tell(LiveHub hub) {
    live = hub;
  }

  /** Takes up what was cut off. Call it once, before {@link #loop} runs. */
  public void recover() {
    executions.recover();
  }

  /** What one thread runs, from {@link #recover} to {@link #close}. */
  public Runnable loop() {
    return executions;
  }

  /** Lets the loop return. */
  public void close() {
    executions.close();
  }

  /**
   * Starts an execution, which is on disk on return.
   *
   * @param qualifier a version of the workflow or an alias; null for the newest
   * @param key what the caller calls it by: a second start with it gives the first execution
   */
  public ExecutionRecord start(
      String namespace,
      String workflow,
      @Nullable String qualifier,
      @Nullable String key,
      JsonNode input) {
    WorkflowVersion found = workflows.resolve(namespace, workflow, qualifier, key);
    return join(begin(found, workflow, key, input));
  }

  /**
   * Begins an execution.
   *
   * @param workflow the name that it is kept under: the version's, or that of its schedule
   * @return completed once it is on disk
   */
  CompletableFuture<ExecutionRecord> begin(
      WorkflowVersion version, String workflow, @Nullable String key, JsonNode input) {
    String namespace = version.namespace();
    if (key != null) {
      ExecutionRecord before = store.findByKey(namespace, workflow, key).orElse(null);
      if (before != null) {
        // It may have been written only now.
        return store.synced().thenApplyAsync(onDisk -> before, workers);
      }
    }
    String id = ids.next();
    ExecutionRecord fresh =
        new ExecutionRecord(
            namespace,
            id,
            workflow,
            version.version(),
            key,
            Status.PENDING,
            clock.instant(),
            null,
            0);
    Told.One told =
        Told.One.start(
            new Told.Fresh(fresh, programs.of(version, workflow)), new Command.Start(id, input));
    executions.tell(told);
    return told.after().exceptionallyCompose(e -> taken(fresh, e));
  }

  private CompletableFuture<ExecutionRecord> taken(ExecutionRecord fresh, Throwable why) {
    Throwable cause = why instanceof CompletionException ? why.getCause() : why;
    String key = fresh.key();
    if (key == null || !(cause instanceof ExecutionStore.KeyTakenException)) {
      return CompletableFuture.failedFuture(cause);
    }
    return CompletableFuture.completedFuture(
        store.findByKey(fresh.namespace(), fresh.workflow(), key).orElseThrow(() -> notFound(key)));
  }

  private static ExecutionRecord join(CompletableFuture<ExecutionRecord> told) {
    try {
      return told.join();
    } catch (CompletionException e) {
      throw refusal(e);
    }
  }

  /**
   * Tells an execution something; what follows is on disk on return.
   *
   * @throws SluiceException {@code EXECUTION_NOT_FOUND}, {@code STORAGE_UNAVAILABLE} or {@code
   *     SHUTTING_DOWN}
   */
  public ExecutionRecord tell(String namespace, String id, Command command) {
    get(namespace, id);
    Told.One told = Told.One.of(namespace, id, command);
    executions.tell(told);
    return join(told.after());
  }

  /**
   * Where an execution is, or would be after a command.
   *
   * @param tasks JSON pointers to the tasks that it is at
   */
  public record Whereabouts(ExecutionRecord record, List<String> tasks) {}

  /** What would follow if an execution was told something now; nothing does. */
  public Whereabouts preview(String namespace, String id, Command command) {
    Histories.Known known = known(namespace, id);
    State state = known.restored().state();
    int events = Engine.decide(state, command, surroundings()).size();
    return new Whereabouts(known.record().after(state, events), Engine.current(state));
  }

  /** Where an execution is. */
  public Whereabouts whereabouts(String namespace, String id) {
    Histories.Known known = known(namespace, id);
    return new Whereabouts(known.record(), Engine.current(known.restored().state()));
  }

  private Histories.Known known(String namespace, String id) {
    return histories.find(namespace, id).orElseThrow(() -> notFound(id));
  }

  /** Completed when an execution is over. */
  private CompletableFuture<ExecutionRecord> end(ExecutionRecord of) {
    CompletableFuture<ExecutionRecord> end =
        ends.computeIfAbsent(of.id(), key -> new CompletableFuture<>());
    ExecutionRecord now = get(of.namespace(), of.id());
    if (now.status().isOver()) {
      changed(now);
    }
    return end;
  }

  private void changed(ExecutionRecord record, State state, List<HistoryEvent> events) {
    log.write(record, state.program(), events);
    LiveHub hub = live;
    if (hub.isHeard()) {
      new Lifecycle(record, state.program())
          .live(record.events() - events.size(), events)
          .forEach(hub::publish);
    }
    changed(record);
  }

  private void changed(ExecutionRecord record) {
    CompletableFuture<ExecutionRecord> end =
        record.status().isOver() ? ends.remove(record.id()) : null;
    if (end != null) {
      end.complete(record);
    }
    listeners.forEach(listener -> listener.accept(record));
  }

  /** Executions that others run. */
  private final class Children implements Outbound.SubExecutions {
    @Override
    public CompletableFuture<ExecutionRecord> start(String namespace, PendingCall call) {
      JsonNode request = call.request();
      String workflow = request.path("workflow").asText();
      String version = request.path("version").asText();
      try {
        WorkflowVersion found = workflows.resolve(namespace, workflow, version, call.key());
        String key = request.path("key").asText(call.key());
        return begin(found, workflow, Keys.bounded(key), request.path("input"));
      } catch (SluiceException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public CompletableFuture<JsonNode> output(ExecutionRecord started) {
      return end(started).thenComposeAsync(this::outputOf, workers);
    }

    private CompletableFuture<JsonNode> outputOf(ExecutionRecord ended) {
      Details details = details(ended.namespace(), ended.id());
      JsonNode error = details.error();
      JsonNode output = details.output();
      if (ended.status() == Status.COMPLETED && output != null) {
        return CompletableFuture.completedFuture(output);
      }
      return CompletableFuture.failedFuture(
          new CallFailedException(
              error == null
                  ? WorkflowError.runtime(500, "the execution " + ended.id() + " was cancelled")
                  : WorkflowError.of(error)));
    }
  }

  /** Whether an execution of the namespace may want events of this type, now or later. */
  public boolean awaits(String namespace, String type) {
    return executions.sleepers().wants(namespace, type) || workflows.wants(namespace, type);
  }

  /**
   * An event that arrives.
   *
   * @param event in the JSON format of CloudEvents
   */
  public record Arrived(String namespace, JsonNode event) {}

  /**
   * Brings events to all executions that wait for them; what comes before somebody waits for it is
   * kept for a while where a workflow may. On disk on return.
   */
  public void deliver(List<Arrived> events) {
    if (events.isEmpty()) {
      return;
    }
    List<Delivery> deliveries = new ArrayList<>();
    for (Arrived one : events) {
      String type = one.event().path("type").asText();
      deliveries.add(
          new Delivery(one.namespace(), one.event(), workflows.wants(one.namespace(), type)));
    }
    Told.Arrival arrival = new Told.Arrival(deliveries, new CompletableFuture<>());
    executions.tell(arrival);
    try {
      Void unused = arrival.after().join();
    } catch (CompletionException e) {
      throw refusal(e);
    }
  }

  private static SluiceException refusal(CompletionException e) {
    return e.getCause() instanceof SluiceException refusal
        ? refusal
        : new SluiceException(
            ErrorCode.INTERNAL, "The execution could not go on.", null, e.getCause());
  }

  /** An execution. */
  public ExecutionRecord get(String namespace, String id) {
    return store.find(namespace, id).orElseThrow(() -> notFound(id));
  }

  /**
   * Which executions are meant; of null all.
   *
   * @param state the name of a task or a JSON pointer to one: only those that are at it, or stand
   *     still at it
   * @param before only ids below this one
   */
  public record Search(
      @Nullable String workflow,
      @Nullable Status status,
      @Nullable String key,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String state,
      @Nullable String before) {
    public Search {
      // Names are in pointers as they are written in the document.
      state = state != null && state.startsWith("/") ? Pointer.key(state) : state;
    }
  }

  /** Executions, the newest first; those of schedules only where their name is asked for. */
  public List<ExecutionRecord> list(String namespace, Search search, int limit) {
    return store.list(namespace, search, limit);
  }

  /**
   * An execution with what its history makes of it.
   *
   * @param output what it gave; null where it did not complete
   * @param error why it faulted; null where it did not
   * @param tasks JSON pointers to the tasks that it is at
   */
  public record Details(
      ExecutionRecord record,
      @Nullable JsonNode output,
      @Nullable JsonNode error,
      JsonNode context,
      List<String> tasks,
      List<PendingCall> calls,
      List<PendingTimer> timers,
      List<Waiting> listeners) {}

  /**
   * A task that waits for events.
   *
   * @param misses events of its types that came lately and were not what it waits for
   */
  public record Waiting(Listener listener, List<NearMiss> misses) {}

  /**
   * An event that was not taken.
   *
   * @param event its attributes
   * @param why one sentence for people
   */
  public record NearMiss(Instant at, JsonNode event, String why) {}

  /** An execution with what its history makes of it. */
  public Details details(String namespace, String id) {
    Histories.Known known = known(namespace, id);
    Histories.Restored restored = known.restored();
    State state = restored.state();
    WorkflowError error = state.error();
    return new Details(
        known.record(),
        state.status() == Status.COMPLETED ? state.output() : null,
        error == null ? null : error.json(),
        state.context(),
        Engine.current(state),
        restored.calls(),
        Engine.pendingTimers(state),
        Engine.listeners(state, surroundings()).stream()
            .map(
                listener ->
                    new Waiting(listener, executions.sleepers().misses(namespace, listener)))
            .toList());
  }

  /**
   * A part of what happened.
   *
   * @param next the number of the event after it
   */
  public record HistoryPart(List<JsonNode> events, int next) {}

  /**
   * What happened, the oldest first.
   *
   * @param from the number of the first event, which begins a turn
   * @param most about so many; all of a turn come together
   */
  public HistoryPart history(String namespace, String id, int from, int most) {
    List<JsonNode> events = new ArrayList<>();
    int next = from;
    ExecutionRecord execution = get(namespace, id);
    Program program = programs.of(namespace, execution.workflow(), execution.version());
    List<ExecutionStore.Part> parts;
    do {
      parts = store.history(execution.id(), next, Math.min(most, 100));
      for (ExecutionStore.Part part : parts) {
        List<JsonNode> some = HistoryCodec.trees(part.events(), program);
        events.addAll(some);
        next = part.first() + some.size();
        if (events.size() >= most) {
          return new HistoryPart(events, next);
        }
      }
    } while (!parts.isEmpty());
    return new HistoryPart(events, next);
  }

  /**
   * Removes executions whose end is longer ago, with their histories.
   *
   * @return how many
   */
  public int prune(Duration retention) {
    Instant before = clock.instant().minus(retention);
    int all = 0;
    int some;
    do {
      some = store.removeEnded(before, PRUNED_AT_ONCE);
      all += some;
    } while (some == PRUNED_AT_ONCE);
    return all;
  }

  static SluiceException notFound(String id) {
    return new SluiceException(
        ErrorCode.EXECUTION_NOT_FOUND,
        "There is no execution " + id + ".",
        "'sluice execution list' shows those that are there.");
  }
}

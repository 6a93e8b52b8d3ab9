package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.Outside.CallFailedException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.Listener;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.Engine.PendingTimer;
import dev.sluice.core.workflow.engine.HistoryCodec;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.core.workflow.engine.Surroundings;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executions of workflows. What is acknowledged is on disk, and goes on after the server was
 * killed; calls are made at least once, with a key that stays the same. Thread-safe.
 */
public final class ExecutionService {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionService.class);

  /** So many tasks are done before others have their turn. */
  private static final int STEPS = 1_000;

  /** After how long what the storage did not take is tried again. */
  private static final long RETRY_MILLIS = 1_000;

  private final WorkflowService workflows;
  private final ExecutionStore store;
  private final Executions executions;
  private final Programs programs;
  private final Outside outside;
  private final Executor workers;
  private final ScheduledExecutorService timers;
  private final Clock clock;
  private final IdSource ids;

  /** Executions that wait for events: their namespaces, by id. */
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  /** Ends that somebody waits for, by execution. */
  private final Map<String, CompletableFuture<ExecutionRecord>> ends = new ConcurrentHashMap<>();

  /**
   * Works on these.
   *
   * @param workers makes calls, each of which may take long
   * @param timers says when a moment has come
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  public ExecutionService(
      WorkflowService workflows,
      WorkflowStore programs,
      ExecutionStore store,
      Outside outside,
      Executor workers,
      ScheduledExecutorService timers,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    this.workflows = workflows;
    this.store = store;
    this.outside = outside;
    this.workers = workers;
    this.timers = timers;
    this.clock = clock;
    this.ids = ids;
    JsonNode runtime = JsonNodeFactory.instance.objectNode().put("name", "sluice");
    JsonNode none = JsonNodeFactory.instance.objectNode();
    this.programs = new Programs(programs);
    this.executions =
        new Executions(
            store,
            this.programs,
            () -> new Surroundings(clock.instant(), ids, chance, none, runtime, STEPS),
            new Doing());
  }

  private record Waiting(String namespace, List<Listener> listeners) {
    boolean wants(String other, String type) {
      return namespace.equals(other)
          && listeners.stream()
              .anyMatch(one -> one.types().isEmpty() || one.types().contains(type));
    }
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
   * @param version of the workflow; null for the newest
   * @param key what the caller calls it by: a second start with it gives the first execution
   */
  public ExecutionRecord start(
      String namespace,
      String workflow,
      @Nullable Integer version,
      @Nullable String key,
      JsonNode input) {
    WorkflowVersion found = workflows.get(namespace, workflow, version);
    if (key != null) {
      ExecutionRecord before = store.findByKey(namespace, workflow, key).orElse(null);
      if (before != null) {
        return before;
      }
    }
    String id = ids.next();
    ExecutionRecord fresh =
        new ExecutionRecord(
            namespace,
            id,
            workflow,
            found.version(),
            key,
            Status.PENDING,
            clock.instant(),
            null,
            0);
    Told told = Told.start(new Told.Fresh(fresh, programs.of(found)), new Command.Start(id, input));
    executions.tell(told);
    try {
      return told.after().join();
    } catch (CompletionException e) {
      if (key != null && e.getCause() instanceof ExecutionStore.KeyTakenException) {
        return store.findByKey(namespace, workflow, key).orElseThrow(() -> notFound(key));
      }
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
    Told told = Told.of(namespace, id, command);
    executions.tell(told);
    try {
      return told.after().join();
    } catch (CompletionException e) {
      throw refusal(e);
    }
  }

  /** Waits until an execution is over. */
  public ExecutionRecord await(String namespace, String id) throws InterruptedException {
    CompletableFuture<ExecutionRecord> end =
        ends.computeIfAbsent(id, key -> new CompletableFuture<>());
    ExecutionRecord now = get(namespace, id);
    if (now.status().isOver()) {
      ends.remove(id);
      return now;
    }
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw SluiceException.shuttingDown();
    }
  }

  /** Whether an execution of the namespace waits for events that may be of this type. */
  public boolean awaits(String namespace, String type) {
    return waiting.values().stream().anyMatch(one -> one.wants(namespace, type));
  }

  /**
   * An event that arrives.
   *
   * @param event in JSON
   */
  public record Delivery(String namespace, JsonNode event) {}

  /** Brings events to all executions that may wait for them; on disk on return. */
  public void deliver(List<Delivery> deliveries) {
    List<CompletableFuture<ExecutionRecord>> all = new ArrayList<>();
    for (Delivery one : deliveries) {
      String type = one.event().path("type").asText();
      waiting.forEach(
          (id, waits) -> {
            if (waits.wants(one.namespace(), type)) {
              Told told = Told.of(one.namespace(), id, new Command.Deliver(one.event()));
              executions.tell(told);
              all.add(told.after());
            }
          });
    }
    for (CompletableFuture<ExecutionRecord> one : all) {
      try {
        ExecutionRecord unused = one.join();
      } catch (CompletionException e) {
        throw refusal(e);
      }
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

  /** Executions, the newest first; of null all. */
  public List<ExecutionRecord> list(
      String namespace,
      @Nullable String workflow,
      @Nullable String status,
      @Nullable String before,
      int limit) {
    return store.list(namespace, workflow, status, before, limit);
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
      List<Listener> listeners) {}

  /** An execution with what its history makes of it. */
  public Details details(String namespace, String id) {
    ExecutionRecord record = get(namespace, id);
    State state = new State(programs.of(namespace, record.workflow(), record.version()));
    List<PendingCall> calls = new ArrayList<>();
    for (String text : store.history(id)) {
      HistoryEvent event = HistoryCodec.decode(text);
      state.apply(event);
      if (event instanceof HistoryEvent.CallScheduled call) {
        calls.add(new PendingCall(call.key(), call.kind(), call.request()));
      }
    }
    Set<String> open = Engine.pendingKeys(state);
    calls.removeIf(call -> !open.contains(call.key()));
    WorkflowError error = state.error();
    return new Details(
        record,
        state.status() == Status.COMPLETED ? state.output() : null,
        error == null ? null : error.json(),
        state.context(),
        Engine.current(state),
        calls,
        Engine.pendingTimers(state),
        Engine.listeners(state));
  }

  /** What happened, the oldest first. */
  public List<JsonNode> history(String namespace, String id) {
    return store.history(get(namespace, id).id()).stream().map(HistoryCodec::tree).toList();
  }

  static SluiceException notFound(String id) {
    return new SluiceException(
        ErrorCode.EXECUTION_NOT_FOUND,
        "There is no execution " + id + ".",
        "'sluice execution list' shows those that are there.");
  }

  /** Does what executions ask for. */
  private final class Doing implements Executions.Effects {
    @Override
    public void call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication) {
      workers.execute(() -> make(of, call, authentication));
    }

    private void make(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication) {
      JsonNode result = null;
      WorkflowError error = null;
      try {
        result = outside.call(of.namespace(), call, authentication);
      } catch (CallFailedException e) {
        error = e.error();
      } catch (InterruptedException e) {
        // The server ends: the call is made again after the next start.
        Thread.currentThread().interrupt();
        return;
      } catch (SluiceException e) {
        if (e.code() == ErrorCode.SHUTTING_DOWN) {
          return;
        }
        error = WorkflowError.runtime(e.code().status(), e.detail());
      } catch (RuntimeException e) {
        LOG.error("A call of the execution {} failed.", of.id(), e);
        error = WorkflowError.runtime(500, "the call failed inside the server");
      }
      executions.tell(
          Told.of(of.namespace(), of.id(), new Command.CallEnded(call.key(), result, error)));
    }

    @Override
    public void timer(ExecutionRecord of, PendingTimer timer) {
      long millis = Math.max(0, timer.due() - clock.millis());
      // A clock that is set forward is noticed within a day.
      long wait = Math.min(millis, Duration.ofDays(1).toMillis());
      Runnable due =
          () -> {
            if (clock.millis() < timer.due()) {
              timer(of, timer);
            } else {
              executions.tell(
                  Told.of(of.namespace(), of.id(), new Command.TimerDue(timer.timer())));
            }
          };
      var unused = timers.schedule(due, wait, TimeUnit.MILLISECONDS);
    }

    @Override
    public void later(Told one) {
      var unused =
          timers.schedule(() -> executions.tell(one.again()), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish(ExecutionRecord of, JsonNode event) {
      workers.execute(
          () -> {
            try {
              outside.publish(of.namespace(), event);
            } catch (RuntimeException e) {
              LOG.error("An event of the execution {} was not published.", of.id(), e);
            }
          });
    }

    @Override
    public void changed(ExecutionRecord record, List<Listener> listeners) {
      CompletableFuture<ExecutionRecord> end =
          record.status().isOver() ? ends.remove(record.id()) : null;
      if (end != null) {
        end.complete(record);
      }
      if (listeners.isEmpty()) {
        waiting.remove(record.id());
      } else {
        waiting.put(record.id(), new Waiting(record.namespace(), listeners));
      }
    }
  }
}

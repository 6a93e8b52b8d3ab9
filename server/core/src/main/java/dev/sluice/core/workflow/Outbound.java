package dev.sluice.core.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.workflow.Outside.CallFailedException;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryEvent;
import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.Surroundings;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what executions ask of the outside. Thread-safe. */
final class Outbound implements Effects {
  private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** After how long what did not work is tried again. */
  private static final long RETRY_MILLIS = 1_000;

  private final Outside outside;
  private final SubExecutions children;
  private final Supplier<Surroundings> surroundings;
  private final Executor workers;
  private final ScheduledExecutorService timers;
  private final Consumer<Told> tell;
  private final Listener listener;

  /**
   * Works on these.
   *
   * @param workers makes calls, each of which may take long
   * @param timers says when something is tried again
   * @param tell tells executions something
   * @param listener is told each execution that is somewhere else, by the executions' thread
   */
  Outbound(
      Outside outside,
      SubExecutions children,
      Supplier<Surroundings> surroundings,
      Executor workers,
      ScheduledExecutorService timers,
      Consumer<Told> tell,
      Listener listener) {
    this.outside = outside;
    this.children = children;
    this.surroundings = surroundings;
    this.workers = workers;
    this.timers = timers;
    this.tell = tell;
    this.listener = listener;
  }

  /** Is told what happens. */
  interface Listener {
    /** An execution is somewhere else, by these events, the last of its history. */
    void changed(ExecutionRecord record, State state, List<HistoryEvent> events);
  }

  /** Executions that executions run. Thread-safe. */
  interface SubExecutions {
    /**
     * Starts one, which is on disk when that completes; the key of the call is its key, so made
     * again it finds the same one.
     */
    CompletableFuture<ExecutionRecord> start(String namespace, PendingCall call);

    /** Its output; exceptional, by {@link CallFailedException}, where it has none. */
    CompletableFuture<JsonNode> output(ExecutionRecord started);
  }

  @Override
  public void call(ExecutionRecord of, State state, PendingCall call) {
    List<String> names = state.program().secrets();
    Engine.Confidential made;
    try {
      made =
          Engine.confidential(
              state,
              call,
              names.isEmpty()
                  ? surroundings.get()
                  : surroundings.get().with(secrets(of.namespace(), names)));
    } catch (SluiceException e) {
      end(of, call, null, WorkflowError.authorization(e.detail()));
      return;
    }
    if (made.error() != null) {
      end(of, call, null, made.error());
    } else if (call.kind().equals("workflow")) {
      work(() -> run(of, call));
    } else {
      PendingCall whole = new PendingCall(call.key(), call.kind(), made.request());
      work(() -> make(of, whole, made.authentication()));
    }
  }

  private JsonNode secrets(String namespace, List<String> names) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    names.forEach(name -> all.set(name, value(outside.secret(namespace, name))));
    return all;
  }

  /** A secret may be an object; anything else is a text. */
  private static JsonNode value(String secret) {
    try {
      JsonNode tree = JSON.readTree(secret);
      return tree.isObject() ? tree : TextNode.valueOf(secret);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(secret);
    }
  }

  private void run(ExecutionRecord of, PendingCall call) {
    var unused =
        children
            .start(of.namespace(), call)
            // Who completes it has others to serve.
            .thenComposeAsync(children::output, workers)
            .whenComplete((output, error) -> ran(of, call, output, error));
  }

  private void ran(
      ExecutionRecord of, PendingCall call, JsonNode output, @Nullable Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause == null) {
      end(of, call, output, null);
    } else if (cause instanceof CallFailedException failed) {
      end(of, call, null, failed.error());
    } else {
      failed(of, call, cause);
    }
  }

  private void make(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication) {
    try {
      end(of, call, outside.call(of, call, authentication), null);
    } catch (CallFailedException e) {
      end(of, call, null, e.error());
    } catch (InterruptedException e) {
      // The server ends: the call is made again after the next start.
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed(of, call, e);
    }
  }

  private void failed(ExecutionRecord of, PendingCall call, Throwable why) {
    if (why instanceof SluiceException e) {
      if (e.code() != ErrorCode.SHUTTING_DOWN) {
        end(of, call, null, WorkflowError.runtime(e.code().status(), e.detail()));
      }
      return;
    }
    LOG.error("A call of the execution {} failed.", of.id(), why);
    end(of, call, null, WorkflowError.runtime(500, "the call failed inside the server"));
  }

  private void end(
      ExecutionRecord of,
      PendingCall call,
      @Nullable JsonNode result,
      @Nullable WorkflowError error) {
    tell.accept(
        Told.One.of(of.namespace(), of.id(), new Command.CallEnded(call.key(), result, error)));
  }

  @Override
  public boolean any(String namespace, List<HistoryEvent> events) {
    return !events.isEmpty()
        && (events.stream().anyMatch(Outbound::isEffect) || outside.isWatched(namespace));
  }

  private static boolean isEffect(HistoryEvent event) {
    return event instanceof HistoryEvent.Emitted
        || (event instanceof HistoryEvent.CallScheduled call && !call.await());
  }

  @Override
  public void have(ExecutionRecord of, State state, Live.Effects effects) {
    Lifecycle lifecycle = new Lifecycle(of, state.program());
    boolean watched = outside.isWatched(of.namespace());
    work(
        () -> {
          try {
            have(of, lifecycle, watched, effects);
          } catch (SluiceException e) {
            again(of, state, effects, e);
            return;
          }
          tell.accept(new Told.Done(of.namespace(), of.id(), effects.end()));
        });
  }

  private void have(
      ExecutionRecord of, Lifecycle lifecycle, boolean watched, Live.Effects effects) {
    List<JsonNode> published = new ArrayList<>();
    List<CompletableFuture<ExecutionRecord>> starts = new ArrayList<>();
    int number = effects.first();
    for (HistoryEvent event : effects.events()) {
      if (event instanceof HistoryEvent.Emitted emitted) {
        published.add(emitted.event());
      } else if (event instanceof HistoryEvent.CallScheduled call && !call.await()) {
        starts.add(
            children.start(
                of.namespace(), new PendingCall(call.key(), call.kind(), call.request())));
      } else if (watched) {
        published.addAll(lifecycle.of(number, event));
      }
      number++;
    }
    if (!published.isEmpty()) {
      outside.publish(of.namespace(), published);
    }
    starts.forEach(start -> await(of, start));
  }

  private static void await(ExecutionRecord of, CompletableFuture<ExecutionRecord> start) {
    try {
      ExecutionRecord unused = start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SluiceException refusal
          && refusal.code() == ErrorCode.STORAGE_UNAVAILABLE) {
        throw refusal;
      }
      // Nobody waits for it: who started it goes on.
      LOG.warn("The execution {} could not run another: {}", of.id(), String.valueOf(e.getCause()));
    }
  }

  private void again(ExecutionRecord of, State state, Live.Effects effects, SluiceException why) {
    if (why.code() != ErrorCode.SHUTTING_DOWN) {
      LOG.error("Events of the execution {} wait: {}", of.id(), why.detail());
      later(() -> have(of, state, effects));
    }
  }

  @Override
  public void later(Told one) {
    later(() -> tell.accept(one));
  }

  private void later(Runnable what) {
    try {
      var unused = timers.schedule(what, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server ends: the next one takes it up.
    }
  }

  private void work(Runnable what) {
    try {
      workers.execute(what);
    } catch (RejectedExecutionException e) {
      // The server ends: the next one takes it up.
    }
  }

  @Override
  public void changed(ExecutionRecord record, State state, List<HistoryEvent> events) {
    listener.changed(record, state, events);
  }
}

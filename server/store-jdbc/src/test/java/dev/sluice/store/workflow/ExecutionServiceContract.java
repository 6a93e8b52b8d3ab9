package dev.sluice.store.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.core.TimeOrderedIds;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.Outside;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.core.workflow.engine.WorkflowError;
import dev.sluice.store.DatabaseContract;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Executions over a real store: what is acknowledged goes on, whatever the server does. */
abstract class ExecutionServiceContract extends DatabaseContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Audit AUDIT = new Audit("tester", "a test");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Server> servers = new ArrayList<>();
  private final World outside = new World();

  @SuppressWarnings("NullAway.Init") // set before each
  private Server server;

  @Override
  protected void useStores() {
    // Each server takes them.
  }

  @BeforeEach
  void startServer() {
    server = new Server();
  }

  @AfterEach
  void stopServers() throws InterruptedException {
    for (Server one : servers) {
      one.stop();
    }
  }

  /** What is called: functions that answer when they are told to, or at once. */
  private static final class World implements Outside {
    private final BlockingQueue<PendingCall> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> published = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();

    @Override
    public JsonNode call(String namespace, PendingCall call, @Nullable JsonNode authentication)
        throws CallFailedException, InterruptedException {
      calls.add(call);
      JsonNode answer = answers.take();
      if (answer.has("fails")) {
        throw new CallFailedException(WorkflowError.runtime(500, "it fails"));
      }
      return answer;
    }

    @Override
    public void publish(String namespace, JsonNode event) {
      published.add(event);
    }
  }

  /** One life of a server. */
  private final class Server {
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final WorkflowService workflows =
        new WorkflowService(database.workflows(), Clock.systemUTC());
    private final ExecutionService executions =
        new ExecutionService(
            workflows,
            database.workflows(),
            database.executions(),
            outside,
            workers,
            timers,
            Clock.systemUTC(),
            new TimeOrderedIds(Clock.systemUTC(), new SplittableRandom()),
            () -> 0.5);
    private final Thread loop = new Thread(executions.loop());

    Server() {
      servers.add(this);
      executions.recover();
      loop.start();
    }

    void stop() throws InterruptedException {
      executions.close();
      workers.shutdownNow();
      timers.shutdownNow();
      loop.join();
    }

    ExecutionRecord start(String workflow, @Nullable String key, String input) throws Exception {
      return executions.start(namespace, workflow, null, key, JSON.readTree(input));
    }

    ExecutionRecord tell(String id, Command command) {
      return executions.tell(namespace, id, command);
    }

    ExecutionRecord awaitEnd(String id) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      ExecutionRecord now = executions.get(namespace, id);
      while (!now.status().isOver()) {
        assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
        Thread.onSpinWait();
        now = executions.get(namespace, id);
      }
      return now;
    }

    List<String> history(String id) {
      return executions.history(namespace, id).stream().map(JsonNode::toString).toList();
    }
  }

  private void deploy(String name, String tasks) {
    server.workflows.deploy(
        namespace,
        null,
        "document: {dsl: 1.0.0, namespace: n, name: " + name + ", version: 1.0.0}\ndo:\n" + tasks);
  }

  @Test
  void shouldRunToItsEndAndKeepItsHistory() throws Exception {
    deploy("sum", "  - a: {set: {n: '${ .n + 1 }'}}\n  - b: {set: {n: '${ .n * 2 }'}}\n");

    ExecutionRecord started = server.start("sum", null, "{\"n\":1}");

    assertThat(started.status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id())).hasSize(4).hasSize(started.events());
    assertThat(server.history(started.id()).get(3)).contains("\"output\":{\"n\":4}");
  }

  @Test
  void shouldGiveTheSameExecutionForTheSameKey() throws Exception {
    deploy("keyed", "  - w: {wait: {hours: 1}}\n");

    ExecutionRecord first = server.start("keyed", "order 7", "{}");
    ExecutionRecord second = server.start("keyed", "order 7", "{\"n\":2}");

    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void shouldMakeACallAgainAfterTheServerWasKilled() throws Exception {
    deploy("calls", "  - c: {call: f}\n  - d: {set: {r: '${ .n }'}}\n");
    ExecutionRecord started = server.start("calls", null, "{}");
    PendingCall before = outside.calls.take();
    server.stop();

    server = new Server();
    PendingCall again = outside.calls.take();
    outside.answers.add(JSON.readTree("{\"n\":5}"));

    assertThat(again.key()).isEqualTo(before.key());
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id()).toString()).contains("\"output\":{\"r\":5}");
  }

  @Test
  void shouldFireATimerThatWasSetBeforeTheServerWasKilled() throws Exception {
    deploy("waits", "  - w: {wait: {milliseconds: 200}}\n");
    ExecutionRecord started = server.start("waits", null, "{\"n\":1}");
    server.stop();

    server = new Server();

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldTakeAnEventAfterTheServerWasKilled() throws Exception {
    deploy("listens", "  - l: {listen: {to: {one: {with: {type: go}}}}}\n");
    ExecutionRecord started = server.start("listens", null, "{}");
    server.stop();
    server = new Server();

    JsonNode event =
        JSON.readTree("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"go\"}");
    server.executions.deliver(List.of(new ExecutionService.Delivery(namespace, event)));

    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldRepairAFault() throws Exception {
    deploy("bad", "  - c: {call: f}\n");
    ExecutionRecord started = server.start("bad", null, "{}");
    outside.answers.add(JSON.readTree("{\"fails\":true}"));
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.FAULTED);

    outside.answers.add(JSON.readTree("{\"ok\":true}"));
    ExecutionRecord retried =
        server.tell(started.id(), new Command.Fix(new Command.Retry(null, null), AUDIT));

    assertThat(retried.status()).isEqualTo(Status.RUNNING);
    assertThat(server.awaitEnd(started.id()).status()).isEqualTo(Status.COMPLETED);
    assertThat(server.history(started.id()).toString()).contains("\"who\":\"tester\"");
  }

  @Test
  void shouldCancelAtOnce() throws Exception {
    deploy("long", "  - w: {wait: {hours: 1}}\n");
    ExecutionRecord started = server.start("long", null, "{}");

    ExecutionRecord cancelled = server.tell(started.id(), new Command.Cancel(AUDIT));

    assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
    assertThat(server.start("long", "other", "{}").status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void shouldPublishWhatIsEmittedOnceItIsKept() throws Exception {
    deploy(
        "emits", "  - e: {emit: {event: {with: {source: 'https://example.com', type: done}}}}\n");

    ExecutionRecord started = server.start("emits", null, "{}");

    assertThat(outside.published.take().path("type").asText()).isEqualTo("done");
    assertThat(started.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void shouldStartManyAtOnce() throws Exception {
    deploy("many", "  - a: {set: {n: 1}}\n");
    List<Thread> threads = new ArrayList<>();
    BlockingQueue<ExecutionRecord> ended = new LinkedBlockingQueue<>();
    for (int i = 0; i < 8; i++) {
      String key = "k" + i % 4;
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 25; n++) {
                  try {
                    ended.add(server.start("many", key + "-" + n, "{}"));
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(ended).hasSize(200);
    assertThat(ended.stream().map(ExecutionRecord::id).distinct()).hasSize(100);
    assertThat(server.executions.list(namespace, "many", null, null, 500)).hasSize(100);
  }
}

package dev.sluice.store.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.TimeOrderedIds;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.workflow.CronTimes;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.ExecutionService.Search;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.Outside;
import dev.sluice.core.workflow.Schedules;
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

/** Servers of executions over a real store, one after the other. */
abstract class ExecutionServices extends DatabaseContract {
  static final ObjectMapper JSON = new ObjectMapper();
  static final CronTimes CRON = (cron, after) -> after.plusMillis(Long.parseLong(cron));
  static final Audit AUDIT = new Audit("tester", "a test");
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final List<Server> servers = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set before each
  World outside;

  @SuppressWarnings("NullAway.Init") // set before each
  Server server;

  @Override
  protected void useStores() {
    // Each server takes them.
  }

  @BeforeEach
  void startServer() {
    // What the test before left behind may still come to its own.
    outside = new World();
    server = new Server();
  }

  @AfterEach
  void stopServers() throws InterruptedException {
    for (Server one : servers) {
      one.stop();
    }
  }

  /** What is called: functions that answer when they are told to, or at once. */
  final class World implements Outside {
    final BlockingQueue<PendingCall> calls = new LinkedBlockingQueue<>();
    final BlockingQueue<JsonNode> published = new LinkedBlockingQueue<>();
    final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    volatile boolean refuses;
    volatile boolean watched;

    @Override
    public JsonNode call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication)
        throws CallFailedException, InterruptedException {
      calls.add(call);
      JsonNode answer = answers.take();
      if (answer.has("fails")) {
        throw new CallFailedException(WorkflowError.runtime(500, "it fails"));
      }
      return answer;
    }

    @Override
    public String secret(String namespace, String name) {
      return "the " + name;
    }

    @Override
    public void publish(String of, List<JsonNode> events) {
      if (!of.equals(namespace)) {
        // What other tests left behind goes on.
        return;
      }
      if (refuses) {
        throw new SluiceException(ErrorCode.STORAGE_UNAVAILABLE, "The disk is full.", null);
      }
      published.addAll(events);
    }

    @Override
    public boolean isWatched(String of) {
      return watched && of.equals(namespace);
    }
  }

  /** One life of a server. */
  final class Server {
    final ExecutorService workers = Executors.newCachedThreadPool();
    final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    final WorkflowService workflows =
        new WorkflowService(
            database.workflows(), CRON, Clock.systemUTC(), () -> 0.5, PlatformLog.NONE);
    final ExecutionService executions =
        new ExecutionService(
            workflows,
            store(),
            outside,
            workers,
            timers,
            Clock.systemUTC(),
            new TimeOrderedIds(Clock.systemUTC(), new SplittableRandom()),
            () -> 0.5);
    final Thread loop = new Thread(executions.loop());

    Server() {
      servers.add(this);
      executions.recover();
      new Schedules(workflows, executions, CRON, workers, Clock.systemUTC()).start();
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

    void deliver(String id, String type, String data) throws Exception {
      ObjectNode event = JSON.createObjectNode().put("specversion", "1.0").put("id", id);
      event.put("source", "/s").put("type", type).set("data", JSON.readTree(data));
      executions.deliver(List.of(new ExecutionService.Arrived(namespace, event)));
    }

    void awaitNoSchedule(String workflow) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (all(workflow + "~schedule").stream().anyMatch(one -> !one.status().isOver())) {
        assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }

    List<ExecutionRecord> all(String workflow) {
      return executions.list(namespace, of(workflow), 500);
    }

    List<String> at(String workflow, String state) {
      Search search = new Search(workflow, null, null, null, null, state, null);
      return executions.list(namespace, search, 500).stream().map(ExecutionRecord::id).toList();
    }

    void awaitCompleted(String workflow, int count) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (all(workflow).stream().filter(one -> one.status() == Status.COMPLETED).count()
          < count) {
        assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }

    List<String> history(String id) {
      return executions.history(namespace, id, 0, 10_000).events().stream()
          .map(JsonNode::toString)
          .toList();
    }
  }

  /** Where executions are kept. */
  ExecutionStore store() {
    return database.executions();
  }

  void deploy(String name, String tasks) {
    server.workflows.deploy(
        namespace,
        null,
        "document: {dsl: 1.0.0, namespace: n, name: " + name + ", version: 1.0.0}\ndo:\n" + tasks);
  }

  static Search of(String workflow) {
    return new Search(workflow, null, null, null, null, null, null);
  }
}

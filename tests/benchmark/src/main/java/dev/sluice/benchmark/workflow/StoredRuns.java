package dev.sluice.benchmark.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.sluice.core.TimeOrderedIds;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.ExecutionService.Arrived;
import dev.sluice.core.workflow.ExecutionStore;
import dev.sluice.core.workflow.Outside;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.HistoryEvent.Audit;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Executions over an embedded database. Not thread-safe. */
public final class StoredRuns implements AutoCloseable {
  private static final String NAMESPACE = "default";
  private static final Audit AUDIT = new Audit("bench", "a measurement");
  private static final String WAITING =
      """
      {"document": {"dsl": "1.0.0", "namespace": "n", "name": "waiting", "version": "1.0.0"},
       "do": [{"paid": {"listen": {"to": {"one": {"with": {"type": "paid"},
         "correlate": {"order": {"from": ".data.order", "expect": "${ .order }"}}}}}}}]}
      """;

  private final Database database;
  private @Nullable Server server;

  /** How many were written by the store alone. */
  private long bound;

  private StoredRuns(Database database) {
    this.database = database;
    this.server = new Server(database);
  }

  /** Opens a new database in a folder. */
  public static StoredRuns open(Path folder) throws IOException {
    return new StoredRuns(Database.openH2(folder, work -> new Thread(work, "database")));
  }

  /** One life of a server. */
  private static final class Server {
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
    private final WorkflowService workflows;
    private final ExecutionService executions;
    private final Thread loop;
    private final double recoverySeconds;

    Server(Database database) {
      Clock clock = Clock.systemUTC();
      workflows =
          new WorkflowService(
              database.workflows(), (cron, after) -> null, clock, () -> 0.5, PlatformLog.NONE);
      TimeOrderedIds ids = new TimeOrderedIds(clock, new SplittableRandom());
      executions =
          new ExecutionService(
              workflows,
              database.executions(),
              new Nothing(),
              workers,
              timers,
              clock,
              ids,
              () -> 0.5);
      long began = System.nanoTime();
      executions.recover();
      recoverySeconds = (System.nanoTime() - began) / 1e9;
      loop = new Thread(executions.loop(), "executions");
      loop.start();
    }

    void stop() {
      executions.close();
      workers.shutdownNow();
      timers.shutdownNow();
      try {
        loop.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Nothing is called. */
  private static final class Nothing implements Outside {
    @Override
    public JsonNode call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication) {
      throw new IllegalStateException("nothing is called here");
    }

    @Override
    public String secret(String namespace, String name) {
      throw new IllegalStateException("nothing is secret here");
    }

    @Override
    public void publish(String namespace, List<JsonNode> events) {
      throw new IllegalStateException("nothing is emitted here");
    }

    @Override
    public boolean isWatched(String namespace) {
      return false;
    }
  }

  /**
   * What was measured.
   *
   * @param perSecond executions that were acknowledged, by the clock
   * @param perCpuSecond the same by processor time of the process
   */
  public record Result(double perSecond, double perCpuSecond) {}

  /** Starts executions of five steps, so many at once, each acknowledged when it is on disk. */
  public Result fiveSteps(int callers, Duration window) throws IOException {
    running().workflows.deploy(NAMESPACE, null, EngineRuns.FIVE_STEPS);
    AtomicLong count = new AtomicLong();
    long cpu = cpu();
    long began = System.nanoTime();
    parallel(
        callers,
        caller -> {
          for (int n = 0; System.nanoTime() - began < window.toNanos(); n++) {
            ObjectNode input = JsonNodeFactory.instance.objectNode().put("n", n);
            ExecutionRecord ended =
                running().executions.start(NAMESPACE, "five", null, null, input);
            if (ended.status() != Status.COMPLETED) {
              throw new IllegalStateException("it is " + ended.status());
            }
            count.incrementAndGet();
          }
        });
    double seconds = (System.nanoTime() - began) / 1e9;
    return new Result(count.get() / seconds, count.get() / ((cpu() - cpu) / 1e9));
  }

  /**
   * The same rows written by the store alone, in transactions of so many with a sync each: what it
   * allows.
   */
  public Result bound(int batch, Duration window) throws IOException {
    ExecutionRecord like = some("five", null, 1).get(0);
    String events = database.executions().history(like.id(), 0, 1).get(0).events();
    long cpu = cpu();
    long began = System.nanoTime();
    long first = bound;
    while (System.nanoTime() - began < window.toNanos()) {
      List<ExecutionStore.Turn> turns = new ArrayList<>();
      for (int i = 0; i < batch; i++) {
        ExecutionRecord record = named(like, "bound-" + bound++);
        turns.add(
            new ExecutionStore.Turn(
                record, true, like.events(), events, like.events(), null, List.of()));
      }
      try {
        database.executions().write(turns, List.of(), List.of());
      } catch (ExecutionStore.KeyTakenException e) {
        throw new IOException(e);
      }
      database.executions().synced().join();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long count = bound - first;
    return new Result(count / seconds, count / ((cpu() - cpu) / 1e9));
  }

  private static ExecutionRecord named(ExecutionRecord like, String id) {
    return new ExecutionRecord(
        like.namespace(),
        id,
        like.workflow(),
        like.version(),
        null,
        like.status(),
        like.createdAt(),
        Instant.now(),
        like.events());
  }

  /**
   * Starts executions that wait, each for an event of its own key; gives bytes of heap for each.
   */
  public double waiting(int count) throws IOException {
    running().workflows.deploy(NAMESPACE, null, WAITING);
    AtomicInteger next = new AtomicInteger();
    parallel(
        256,
        caller -> {
          for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            ObjectNode input = JsonNodeFactory.instance.objectNode().put("order", "order-" + n);
            ExecutionRecord unused =
                running().executions.start(NAMESPACE, "waiting", null, null, input);
          }
        });
    // Those in memory because they were told something last are no measure of those that wait, and
    // neither is the database's cache.
    running().stop();
    server = new Server(database);
    long with = Heap.used();
    running().stop();
    server = null;
    long without = Heap.used();
    server = new Server(database);
    return (double) (with - without) / count;
  }

  private List<ExecutionRecord> some(String workflow, @Nullable Status status, int most) {
    return running()
        .executions
        .list(
            NAMESPACE,
            new ExecutionService.Search(workflow, status, null, null, null, null, null),
            most);
  }

  private Server running() {
    return Objects.requireNonNull(server);
  }

  /** Seconds that the last start took. */
  public double recoverySeconds() {
    return running().recoverySeconds;
  }

  /**
   * What one event costs, in microseconds, half of all at most.
   *
   * @param event until it is with the one execution that waits for it, and on disk
   * @param turn what the store needs for one turn alone, and its sync
   */
  public record Single(double event, double turn) {}

  /**
   * Sends events one after the other, each to an execution of its own, and has the store write a
   * turn after each, so that both meet the same disk.
   *
   * @param waiting how many wait
   * @param warmUp so many are not counted: the JVM's compilers are not what is asked for
   */
  public Single oneEvent(int waiting, int warmUp, int count) throws IOException {
    ExecutionRecord like = some("waiting", null, 1).get(0);
    int step = waiting / (warmUp + count);
    double[] events = new double[count];
    double[] turns = new double[count];
    for (int i = -warmUp; i < count; i++) {
      double event = deliver((i + warmUp) * step);
      double turn = turn(named(like, "turn-" + i));
      if (i >= 0) {
        events[i] = event;
        turns[i] = turn;
      }
    }
    return new Single(median(events), median(turns));
  }

  private double deliver(int order) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .put("specversion", "1.0")
        .put("id", "e" + order)
        .put("source", "/bench")
        .put("type", "paid");
    event.putObject("data").put("order", "order-" + order);
    long began = System.nanoTime();
    running().executions.deliver(List.of(new Arrived(NAMESPACE, event)));
    return (System.nanoTime() - began) / 1e3;
  }

  private double turn(ExecutionRecord fresh) throws IOException {
    long began = System.nanoTime();
    try {
      database
          .executions()
          .write(
              List.of(new ExecutionStore.Turn(fresh, true, 1, "[]", 1, null, List.of())),
              List.of(),
              List.of());
    } catch (ExecutionStore.KeyTakenException e) {
      throw new IOException(e);
    }
    database.executions().synced().join();
    return (System.nanoTime() - began) / 1e3;
  }

  /** Milliseconds until an execution that waits is cancelled, on disk. */
  public double cancelMillis(int count) {
    List<ExecutionRecord> some = some("waiting", Status.RUNNING, count);
    double[] times = new double[some.size()];
    for (int i = 0; i < times.length; i++) {
      long began = System.nanoTime();
      ExecutionRecord unused =
          running().executions.tell(NAMESPACE, some.get(i).id(), new Command.Cancel(AUDIT));
      times[i] = (System.nanoTime() - began) / 1e6;
    }
    return median(times);
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Something that one of several threads does. */
  private interface Work {
    void run(int caller);
  }

  private static void parallel(int callers, Work work) throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int caller = i;
      Thread thread = new Thread(() -> work.run(caller), "caller-" + i);
      threads.add(thread);
      thread.start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    running().stop();
    database.close();
  }
}

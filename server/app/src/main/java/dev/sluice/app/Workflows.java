package dev.sluice.app;

import dev.sluice.app.http.HttpParts;
import dev.sluice.app.http.TreeEvents;
import dev.sluice.app.workflow.WorkflowOutside;
import dev.sluice.core.IdSource;
import dev.sluice.core.association.Associations;
import dev.sluice.core.association.Router;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.core.workflow.ExecutionService;
import dev.sluice.core.workflow.ExecutionService.Arrived;
import dev.sluice.core.workflow.Schedules;
import dev.sluice.core.workflow.WorkflowService;
import dev.sluice.core.workflow.test.WorkflowTests;
import dev.sluice.source.schedule.Cron;
import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Workflows with the threads of their executions. Confined to the thread that runs the server. */
final class Workflows implements AutoCloseable {
  private final WorkflowService workflows;
  private final ExecutionService executions;
  private final WorkflowTests tests;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timers;
  private final Thread loop;

  private Workflows(
      WorkflowService workflows,
      ExecutionService executions,
      WorkflowTests tests,
      ThreadPoolExecutor workers,
      ScheduledThreadPoolExecutor timers) {
    this.workflows = workflows;
    this.executions = executions;
    this.tests = tests;
    this.workers = workers;
    this.timers = timers;
    this.loop = new NamedThreads("sluice-executions").newThread(executions.loop());
  }

  /**
   * Puts it together and takes up what was cut off.
   *
   * @param retention how long executions are kept after their end
   * @param chance even numbers from 0 (inclusive) to 1 (exclusive), from any thread
   */
  static Workflows start(
      Database database,
      WorkflowOutside outside,
      Associations associations,
      Duration retention,
      PlatformLog log,
      Clock clock,
      IdSource ids,
      DoubleSupplier chance) {
    // A call that is waited for costs a thread; functions have bounds of their own.
    ThreadPoolExecutor workers = new NamedThreads("sluice-workflow-call").onDemand();
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, new NamedThreads("sluice-workflow-timer"));
    WorkflowService workflows =
        new WorkflowService(database.workflows(), Workflows::cron, clock, chance, log);
    Router router = associations.router();
    ExecutionService executions =
        new ExecutionService(
            workflows, database.executions(), outside, workers, timers, clock, ids, chance);
    router.onArrival(
        arrivals ->
            executions.deliver(
                arrivals.stream()
                    .filter(one -> executions.awaits(one.namespace(), one.event().getType()))
                    .flatMap(
                        one ->
                            TreeEvents.find(one.event())
                                .map(event -> new Arrived(one.namespace(), event))
                                .stream())
                    .toList()));
    Workflows all =
        new Workflows(
            workflows, executions, new WorkflowTests(workflows, clock, ids), workers, timers);
    executions.recover();
    new Schedules(workflows, executions, Workflows::cron, workers, clock).start();
    all.loop.start();
    Housekeeping.forgetExecutions(timers, executions, retention);
    return all;
  }

  private static @Nullable Instant cron(String text, Instant after) {
    return Cron.parse(text, ZoneOffset.UTC).next(after);
  }

  /** What the API speaks for. */
  HttpParts.Flows flows() {
    return new HttpParts.Flows(workflows, executions, tests);
  }

  /** Calls that still run are made again at the next start. */
  @Override
  public void close() throws InterruptedException {
    Housekeeping.end(timers);
    executions.close();
    workers.shutdownNow();
    boolean unusedAllEnded = workers.awaitTermination(1, TimeUnit.SECONDS);
    loop.join();
  }
}

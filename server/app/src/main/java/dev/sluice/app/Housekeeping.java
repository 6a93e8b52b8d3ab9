package dev.sluice.app;

import dev.sluice.core.association.ShardService;
import dev.sluice.core.audit.AuditService;
import dev.sluice.core.binding.Bindings;
import dev.sluice.core.build.BuildService;
import dev.sluice.core.code.CodeStore;
import dev.sluice.core.function.CodeRefreshes;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.invocation.WarmKeeper;
import dev.sluice.core.invocation.pool.InstancePool;
import dev.sluice.core.job.JobService;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.rollout.RolloutService;
import dev.sluice.core.workflow.ExecutionService;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does by itself from time to time. Thread-safe. */
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration ROUND = Duration.ofSeconds(5);

  private Housekeeping() {}

  /**
   * Schedules everything; ends with the timer.
   *
   * @param retention the shortest time that records or lines are kept; they live at most a tenth of
   *     it, or an hour, longer
   */
  static void start(
      ScheduledThreadPoolExecutor timer,
      InstancePool pool,
      WarmKeeper keeper,
      Recording recording,
      BuildService builds,
      Duration retention,
      FunctionStore functions,
      CodeStore code) {
    repeat(timer, "idle instances", pool::reap, 1, 1, TimeUnit.SECONDS);
    repeat(timer, "warm instances", keeper::tick, 1, 1, TimeUnit.SECONDS);
    repeat(timer, "counts of refused calls", recording.throttles()::flush, 1, 1, TimeUnit.SECONDS);
    repeat(timer, "old numbers", recording.stats()::prune, 1, SELDOM.toMinutes(), TimeUnit.MINUTES);
    forget(
        timer,
        "old records",
        retention,
        () -> {
          tell("Removed {} old log lines.", recording.retention().removeOld());
          tell("Removed {} old invocation records.", recording.records().prune());
        });
    forget(
        timer,
        "old builds",
        retention,
        () ->
            tell(
                "Removed {} old builds of functions that do not exist.",
                builds.pruneOrphans(retention)));
    long glance = Math.min(MINUTE.toMillis(), pauseMillis(retention));
    repeat(
        timer,
        "log lines beyond logs.max-bytes",
        () ->
            tell(
                "Removed {} log lines of namespaces that keep too many.",
                recording.retention().removeExcess()),
        glance,
        glance,
        TimeUnit.MILLISECONDS);
    timer.execute(
        guarded(
            timer,
            "unused code",
            () ->
                tell(
                    "Removed {} unused code trees.", code.removeUnused(functions.digestsInUse()))));
  }

  /** Forgets events that need not be remembered any more. */
  static void forgetReceipts(ScheduledThreadPoolExecutor timer, EventQueue queue) {
    repeat(timer, "receipts of events", queue::forget, 1, 1, TimeUnit.MINUTES);
  }

  /** Looks at what waits and at the instances; more often would cost what it counts. */
  static void takeSamples(ScheduledThreadPoolExecutor timer, Samples samples) {
    repeat(timer, "samples of functions", samples::take, 1, 10, TimeUnit.SECONDS);
  }

  /** Ends combinations of events whose time is over. */
  static void expireCombinations(ScheduledThreadPoolExecutor timer, EventQueue queue) {
    repeat(timer, "combinations of events", queue::expireCombinations, 1, 1, TimeUnit.SECONDS);
  }

  /** Forgets events that ordered associations need not keep any more. */
  static void forgetKept(ScheduledThreadPoolExecutor timer, ShardService shards) {
    repeat(timer, "kept events", shards::prune, 1, 1, TimeUnit.MINUTES);
  }

  /** Looks for other code where functions say that theirs is from. */
  static void refreshCode(ScheduledThreadPoolExecutor timer, CodeRefreshes refreshes) {
    repeat(timer, "code that is fetched", refreshes::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** Closes connections of bindings that nobody uses. */
  static void closeIdleBindings(ScheduledThreadPoolExecutor timer, Bindings bindings) {
    repeat(timer, "idle connections of bindings", bindings::closeIdle, 30, 30, TimeUnit.SECONDS);
  }

  /** Removes executions whose end is long ago. */
  static void forgetExecutions(
      ScheduledThreadPoolExecutor timer, ExecutionService executions, Duration retention) {
    forget(
        timer,
        "old executions",
        retention,
        () -> tell("Removed {} old executions.", executions.prune(retention)));
  }

  /** Removes lines of the audit that are too old or too many. */
  static void pruneAudit(ScheduledThreadPoolExecutor timer, AuditService audit) {
    repeat(
        timer,
        "the audit",
        () -> tell("Removed {} old lines of the audit.", audit.prune()),
        1,
        1,
        TimeUnit.MINUTES);
  }

  /** Looks at rollouts; each says how often. */
  static void watchRollouts(ScheduledThreadPoolExecutor timer, RolloutService rollouts) {
    repeat(timer, "rollouts", rollouts::tick, 500, 500, TimeUnit.MILLISECONDS);
  }

  /** Removes jobs whose end is long ago, as records of invocations. */
  static void forgetJobs(ScheduledThreadPoolExecutor timer, JobService jobs, Duration retention) {
    forget(timer, "old jobs", retention, () -> tell("Removed {} old jobs.", jobs.prune(retention)));
  }

  private static void tell(String message, int count) {
    if (count > 0) {
      LOG.info(message, count);
    }
  }

  /**
   * Ends what the timer does. A round that runs may end first: cut off in the middle of a question
   * to the database, it would tell of a fault that is none.
   */
  static void end(ScheduledThreadPoolExecutor timer) throws InterruptedException {
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.shutdown();
    if (!timer.awaitTermination(ROUND.toSeconds(), TimeUnit.SECONDS)) {
      timer.shutdownNow();
      boolean unused = timer.awaitTermination(1, TimeUnit.SECONDS);
    }
  }

  /** Removes what is older than a time: it lives at most a tenth of that, or an hour, longer. */
  private static void forget(
      ScheduledThreadPoolExecutor timer, String what, Duration retention, Runnable task) {
    long pause = pauseMillis(retention);
    repeat(timer, what, task, Math.min(10_000, pause), pause, TimeUnit.MILLISECONDS);
  }

  private static long pauseMillis(Duration retention) {
    return Math.max(OFTEN.toMillis(), Math.min(SELDOM.toMillis(), retention.toMillis() / 10));
  }

  /** Does something from time to time until the timer ends, also after it failed. */
  static void repeat(
      ScheduledThreadPoolExecutor timer,
      String what,
      Runnable task,
      long first,
      long pause,
      TimeUnit unit) {
    Future<?> unused = timer.scheduleWithFixedDelay(guarded(timer, what, task), first, pause, unit);
  }

  /** A task that throws would never run again: its error is logged and the next round tries. */
  private static Runnable guarded(ScheduledThreadPoolExecutor timer, String what, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        if (timer.isShutdown()) {
          LOG.info("Tidying up {} was cut off; it is done after the next start.", what);
        } else {
          LOG.error("Tidying up {} failed; it is tried again later.", what, e);
        }
      }
    };
  }
}

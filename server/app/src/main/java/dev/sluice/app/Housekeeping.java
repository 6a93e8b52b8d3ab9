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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server does by itself from time to time. Thread-safe. */
final class Housekeeping {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Housekeeping() {}

  /**
   * Schedules everything; ends with the timer.
   *
   * @param retention the shortest time that records or lines are kept; they live at most a tenth of
   *     it, or an hour, longer
   */
  static void start(
      ScheduledExecutorService timer,
      InstancePool pool,
      WarmKeeper keeper,
      Recording recording,
      BuildService builds,
      Duration retention,
      FunctionStore functions,
      CodeStore code) {
    Future<?> unusedReaping =
        timer.scheduleWithFixedDelay(guarded("idle instances", pool::reap), 1, 1, TimeUnit.SECONDS);
    Future<?> unusedKeeping =
        timer.scheduleWithFixedDelay(
            guarded("warm instances", keeper::tick), 1, 1, TimeUnit.SECONDS);
    Future<?> unusedCounting =
        timer.scheduleWithFixedDelay(
            guarded("counts of refused calls", recording.throttles()::flush),
            1,
            1,
            TimeUnit.SECONDS);
    Future<?> unusedForgetting =
        timer.scheduleWithFixedDelay(
            guarded("old numbers", recording.stats()::prune),
            1,
            SELDOM.toMinutes(),
            TimeUnit.MINUTES);
    long pause = Math.max(OFTEN.toMillis(), Math.min(SELDOM.toMillis(), retention.toMillis() / 10));
    Future<?> unusedPruning =
        timer.scheduleWithFixedDelay(
            guarded(
                "old records",
                () -> {
                  tell("Removed {} old log lines.", recording.retention().removeOld());
                  tell("Removed {} old invocation records.", recording.records().prune());
                }),
            Math.min(10_000, pause),
            pause,
            TimeUnit.MILLISECONDS);
    Future<?> unusedBuildPruning =
        timer.scheduleWithFixedDelay(
            guarded(
                "old builds",
                () ->
                    tell(
                        "Removed {} old builds of functions that do not exist.",
                        builds.pruneOrphans(retention))),
            Math.min(10_000, pause),
            pause,
            TimeUnit.MILLISECONDS);
    long glance = Math.min(MINUTE.toMillis(), pause);
    Future<?> unusedTrimming =
        timer.scheduleWithFixedDelay(
            guarded(
                "log lines beyond logs.max-bytes",
                () ->
                    tell(
                        "Removed {} log lines of namespaces that keep too many.",
                        recording.retention().removeExcess())),
            glance,
            glance,
            TimeUnit.MILLISECONDS);
    timer.execute(
        guarded(
            "unused code",
            () ->
                tell(
                    "Removed {} unused code trees.", code.removeUnused(functions.digestsInUse()))));
  }

  /** Forgets events that need not be remembered any more. */
  static void forgetReceipts(ScheduledExecutorService timer, EventQueue queue) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("receipts of events", queue::forget), 1, 1, TimeUnit.MINUTES);
  }

  /** Looks at what waits and at the instances; more often would cost what it counts. */
  static void takeSamples(ScheduledExecutorService timer, Samples samples) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("samples of functions", samples::take), 1, 10, TimeUnit.SECONDS);
  }

  /** Ends combinations of events whose time is over. */
  static void expireCombinations(ScheduledExecutorService timer, EventQueue queue) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("combinations of events", queue::expireCombinations), 1, 1, TimeUnit.SECONDS);
  }

  /** Forgets events that ordered associations need not keep any more. */
  static void forgetKept(ScheduledExecutorService timer, ShardService shards) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(guarded("kept events", shards::prune), 1, 1, TimeUnit.MINUTES);
  }

  /** Looks for other code where functions say that theirs is from. */
  static void refreshCode(ScheduledExecutorService timer, CodeRefreshes refreshes) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("code that is fetched", refreshes::tick), 1, 1, TimeUnit.SECONDS);
  }

  /** Closes connections of bindings that nobody uses. */
  static void closeIdleBindings(ScheduledExecutorService timer, Bindings bindings) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("idle connections of bindings", bindings::closeIdle), 30, 30, TimeUnit.SECONDS);
  }

  /** Removes executions whose end is long ago. */
  static void forgetExecutions(
      ScheduledExecutorService timer, ExecutionService executions, Duration retention) {
    long pause = Math.max(OFTEN.toMillis(), Math.min(SELDOM.toMillis(), retention.toMillis() / 10));
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded(
                "old executions",
                () -> tell("Removed {} old executions.", executions.prune(retention))),
            Math.min(10_000, pause),
            pause,
            TimeUnit.MILLISECONDS);
  }

  /** Removes lines of the audit that are too old or too many. */
  static void pruneAudit(ScheduledExecutorService timer, AuditService audit) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("the audit", () -> tell("Removed {} old lines of the audit.", audit.prune())),
            1,
            1,
            TimeUnit.MINUTES);
  }

  /** Looks at rollouts; each says how often. */
  static void watchRollouts(ScheduledExecutorService timer, RolloutService rollouts) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("rollouts", rollouts::tick), 500, 500, TimeUnit.MILLISECONDS);
  }

  /** Removes jobs whose end is long ago, as records of invocations. */
  static void forgetJobs(ScheduledExecutorService timer, JobService jobs, Duration retention) {
    long pause = Math.max(OFTEN.toMillis(), Math.min(SELDOM.toMillis(), retention.toMillis() / 10));
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            guarded("old jobs", () -> tell("Removed {} old jobs.", jobs.prune(retention))),
            Math.min(10_000, pause),
            pause,
            TimeUnit.MILLISECONDS);
  }

  private static void tell(String message, int count) {
    if (count > 0) {
      LOG.info(message, count);
    }
  }

  /** A task that throws would never run again: its error is logged and the next round tries. */
  private static Runnable guarded(String what, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        LOG.error("Tidying up {} failed; it is tried again later.", what, e);
      }
    };
  }
}

package dev.sluice.app;

import dev.sluice.app.config.Units;
import dev.sluice.app.http.JobEnds;
import dev.sluice.core.IdSource;
import dev.sluice.core.association.Associations;
import dev.sluice.core.function.CodeHomes;
import dev.sluice.core.function.FetchRoom;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.job.JobObjects;
import dev.sluice.core.job.JobService;
import dev.sluice.source.CodeFetcher;
import dev.sluice.source.fetch.FetchLimits;
import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Batch jobs with their threads. Confined to the thread that runs the server. */
final class Jobs implements AutoCloseable {
  private static final Duration FETCH = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The items of each are in memory until they are stored. */
  private static final int FETCHES_AT_ONCE = 2;

  private static final long MOST_BYTES = 64 << 20;

  private final JobService service;
  private final ScheduledThreadPoolExecutor timer;
  private final Thread loop;

  private Jobs(JobService service) {
    this.service = service;
    this.timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("sluice-jobs-timer"));
    this.loop = new NamedThreads("sluice-jobs").newThread(service.loop());
  }

  /**
   * Puts them together and goes on where they stood; call it before the queue runs.
   *
   * @param retention how long jobs are kept after their end
   */
  static Jobs start(
      Database database,
      FunctionCatalog catalog,
      InvocationService invocations,
      Queueing queueing,
      Associations associations,
      Duration retention,
      Clock clock,
      IdSource ids) {
    JobService service =
        new JobService(
            database.jobs(),
            catalog,
            invocations,
            queueing.queue(),
            queueing.deadLetters(),
            new JobEnds(associations.router()),
            clock,
            ids);
    service.recover();
    Jobs jobs = new Jobs(service);
    jobs.loop.start();
    Housekeeping.forgetJobs(jobs.timer, service, retention);
    return jobs;
  }

  /** What jobs get that is fetched. */
  static JobObjects objects(DataDirectory data, Tenants tenants) {
    return new JobObjects(
        new CodeFetcher(data.inputs(), new FetchLimits(FETCH, MOST_BYTES, MOST_BYTES, 1)),
        new CodeHomes(Units::duration),
        tenants.secrets(),
        tenants.network(),
        new FetchRoom(FETCHES_AT_ONCE, PATIENCE));
  }

  JobService service() {
    return service;
  }

  @Override
  public void close() throws InterruptedException {
    Housekeeping.end(timer);
    service.close();
    loop.join();
  }
}

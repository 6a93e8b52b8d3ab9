package dev.sluice.app;

import dev.sluice.app.http.JobEnds;
import dev.sluice.core.IdSource;
import dev.sluice.core.association.Associations;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.job.JobService;
import dev.sluice.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Batch jobs with their threads. Confined to the thread that runs the server. */
final class Jobs implements AutoCloseable {
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

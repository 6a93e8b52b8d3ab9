package dev.sluice.core.job;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.JobSpec;
import dev.sluice.core.IdSource;
import dev.sluice.core.SluiceException;
import dev.sluice.core.Text;
import dev.sluice.core.function.FunctionCatalog;
import dev.sluice.core.function.Qualifiers;
import dev.sluice.core.function.RoutingValues;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationService;
import dev.sluice.core.invocation.InvokeCommand;
import dev.sluice.core.job.Job.Plan;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.job.TaskEnd.Outcome;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.DeadLetters;
import dev.sluice.core.queue.EventQueue;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Jobs. What a method returns is on disk. Thread-safe. */
public final class JobService {
  private static final int MOST_UNFINISHED = 100;
  private static final int NEARLY_DONE = 16;
  private static final int MOST_KEY = 200;
  private static final byte[] NO_PAYLOAD = {};

  private final JobStore store;
  private final FunctionCatalog catalog;
  private final InvocationService invocations;
  private final EventQueue queue;
  private final DeadLetters deadLetters;
  private final Clock clock;
  private final IdSource ids;
  private final JobBook book = new JobBook();
  private final JobRunner runner;

  /** Works on these. */
  public JobService(
      JobStore store,
      FunctionCatalog catalog,
      InvocationService invocations,
      EventQueue queue,
      DeadLetters deadLetters,
      JobEvents events,
      Clock clock,
      IdSource ids) {
    this.store = store;
    this.catalog = catalog;
    this.invocations = invocations;
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.clock = clock;
    this.ids = ids;
    this.runner = new JobRunner(store, book, queue, events, clock, ids);
    queue.onRules(book);
    queue.onEnded(this::ended);
    queue.onRedriven(this::redriven);
  }

  /** Takes up what was cut off; call it once, before the queue runs. */
  public void recover() {
    for (Job job : store.unfinished()) {
      JobBook.Entry unused = book.put(job);
      if (job.state() != State.RUNNING) {
        queue.pause(job.queue(), true);
      }
      runner.wake(job);
    }
    for (Job job : store.untold()) {
      JobBook.Entry unused = book.put(job);
      runner.wake(job);
    }
  }

  /** What its thread runs, from {@link #recover} to {@link #close}. */
  public Runnable loop() {
    return runner;
  }

  /** Lets the loop return. */
  public void close() {
    runner.close();
  }

  private void ended(QueueName name, InvocationRecord record) {
    String id = name.job();
    JobBook.Entry entry = id == null ? null : book.find(id);
    if (entry == null) {
      return;
    }
    long left = entry.outstanding.decrementAndGet();
    Job job = entry.job();
    boolean low = job.hasMore() ? left == JobRunner.LOW : left <= NEARLY_DONE;
    if (low || left <= 0 || job.state() == State.CANCELLING) {
      runner.wake(job);
    }
  }

  /** A task that failed is in the queue again, and its job with it. */
  private void redriven(QueuedEvent event) {
    String id = event.queue().job();
    if (id == null) {
      return;
    }
    store
        .find(event.queue().namespace(), id)
        .filter(job -> !job.state().isOver())
        .ifPresent(
            job -> {
              JobBook.Entry known = book.find(id);
              if (known == null) {
                known = book.put(job);
              } else {
                known.outstanding.incrementAndGet();
              }
              runner.wake(job);
            });
  }

  /**
   * Starts a job.
   *
   * @param items asked at most once, where the job is new and may be; gives null for a range, and
   *     throws {@link SluiceException}
   * @return the job, or the one that was started before with the same key
   * @throws SluiceException as {@link InvocationService#admit}, {@code INVALID_REQUEST} or {@code
   *     QUOTA_EXCEEDED}
   */
  public Job start(
      String namespace, String function, JobSpec spec, Supplier<@Nullable JobInput> items) {
    String key = key(spec.key());
    Job before = key == null ? null : store.findByKey(namespace, key).orElse(null);
    if (before != null) {
      return before;
    }
    String asked = spec.qualifier();
    String qualifier = asked == null || asked.isBlank() ? Qualifiers.LATEST : asked;
    String version = version(namespace, function, qualifier);
    if (store.countUnfinished(namespace) >= MOST_UNFINISHED) {
      throw new SluiceException(
          ErrorCode.QUOTA_EXCEEDED,
          "The namespace has " + MOST_UNFINISHED + " jobs that are not over.",
          "Wait for one of them, or cancel one.");
    }
    JobInput input = items.get();
    Plan plan = JobPlans.plan(spec, input);
    byte[] bytes = input == null ? NO_PAYLOAD : input.bytes();
    requireSmall(TaskCutter.largest(bytes, plan.itemsPerTask()));
    Job job =
        new Job(
            ids.next(),
            namespace,
            function,
            qualifier,
            version,
            key,
            Text.description(spec.description()),
            plan,
            State.RUNNING,
            Progress.NONE,
            clock.instant(),
            null,
            0);
    if (!store.create(job, bytes)) {
      return store.findByKey(namespace, String.valueOf(key)).orElseThrow();
    }
    JobBook.Entry unused = book.put(job);
    runner.wake(job);
    return job;
  }

  /** Sees that there is a function of this name. */
  public void require(String namespace, String function) {
    FunctionCatalog.Entry unused = catalog.require(namespace, function);
  }

  /** One version for all tasks, whatever becomes of an alias meanwhile. */
  private String version(String namespace, String function, String qualifier) {
    return invocations
        .admit(
            new InvokeCommand(
                namespace,
                function,
                qualifier,
                new InvokeCommand.Event(
                    NO_PAYLOAD, "application/json", null, null, RoutingValues.NONE),
                "job",
                null,
                null,
                false))
        .version();
  }

  private void requireSmall(int largest) {
    int most = invocations.settings().maxPayloadBytes();
    if (largest > most) {
      throw new SluiceException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "A task would get " + largest + " bytes; at most " + most + " are allowed.",
          "Give tasks fewer items, or references to where the data is.");
    }
  }

  private static @Nullable String key(@Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (given.length() > MOST_KEY || given.chars().anyMatch(c -> c < ' ')) {
      throw JobPlans.invalid(
          "The key is not valid.", "It is one line of at most " + MOST_KEY + " characters.");
    }
    return given;
  }

  /** The job of this id. */
  public Job get(String namespace, String id) {
    return store.find(namespace, id).orElseThrow(() -> missing(id));
  }

  /**
   * Jobs, newest first.
   *
   * @param before only ids below this one; null for all
   */
  public List<Job> list(
      String namespace,
      @Nullable String function,
      @Nullable State state,
      @Nullable String before,
      int limit) {
    return store.list(namespace, function, state, before, limit);
  }

  /**
   * A job as it is now.
   *
   * @param running how many of its tasks run; others that have begun are among its ends
   */
  public record Now(Job job, int running) {}

  /**
   * How a job is now.
   *
   * @throws SluiceException {@code JOB_NOT_FOUND}
   */
  public Now now(String namespace, String id) {
    int running = running(get(namespace, id));
    queue.flush();
    return new Now(get(namespace, id), running);
  }

  /** How many of its tasks run now. */
  public int running(Job job) {
    return job.state().isOver() ? 0 : queue.running(job.queue());
  }

  /** How many jobs are not over, by their states. */
  public Map<State, Long> counts() {
    return book.all().stream()
        .collect(Collectors.groupingBy(entry -> entry.job().state(), Collectors.counting()));
  }

  /**
   * Tasks that have ended, by their numbers, also while others run.
   *
   * @param outcome only those; null for all
   * @param after only numbers above this one; -1 for all
   */
  public List<TaskEnd> ends(
      String namespace, String id, @Nullable Outcome outcome, long after, int limit) {
    return store.ends(get(namespace, id), outcome, after, limit);
  }

  /** Lets no task begin. */
  public Job pause(String namespace, String id) {
    return change(namespace, id, Set.of(State.RUNNING), State.PAUSED);
  }

  /** Lets tasks begin again. */
  public Job resume(String namespace, String id) {
    return change(namespace, id, Set.of(State.PAUSED), State.RUNNING);
  }

  /** Takes all tasks out that do not run; it is over when those that run have ended. */
  public Job cancel(String namespace, String id) {
    return change(namespace, id, Set.of(State.RUNNING, State.PAUSED), State.CANCELLING);
  }

  private Job change(String namespace, String id, Set<State> from, State to) {
    Job job = get(namespace, id);
    if (job.state() == to) {
      return job;
    }
    if (!store.change(job, from, to)) {
      throw over(get(namespace, id));
    }
    JobBook.Entry unused = book.put(job.in(to));
    queue.pause(job.queue(), to != State.RUNNING);
    runner.wake(job);
    return get(namespace, id);
  }

  /**
   * Runs tasks again that failed, with all their attempts before them.
   *
   * @param task its number; null for all
   * @return how many
   */
  public int retry(String namespace, String id, @Nullable Long task) {
    Job job = get(namespace, id);
    if (job.state() == State.CANCELLING || job.state() == State.CANCELLED) {
      throw over(job);
    }
    if (task == null) {
      return deadLetters.redrive(
          new DeadLetterQuery(namespace, job.function(), job.queue().association(), null, null, 1));
    }
    TaskEnd end =
        store
            .end(job, task)
            .filter(is -> is.outcome() == Outcome.FAILED)
            .orElseThrow(
                () ->
                    new SluiceException(
                        ErrorCode.DEAD_LETTER_NOT_FOUND,
                        "The task " + task + " of the job has not failed.",
                        "List the results with the status failed to see which have."));
    String unused = deadLetters.redrive(namespace, end.invocation(), null);
    return 1;
  }

  /** Removes jobs whose end is so long ago; returns how many. */
  public int prune(Duration age) {
    return store.prune(clock.instant().minus(age));
  }

  private static SluiceException over(Job job) {
    return new SluiceException(
        ErrorCode.JOB_OVER,
        "The job is " + job.state().name().toLowerCase(Locale.ROOT) + ".",
        "Start another one.");
  }

  private static SluiceException missing(String id) {
    return new SluiceException(
        ErrorCode.JOB_NOT_FOUND,
        "There is no job '" + Text.shorten(id, 80) + "'.",
        "List the jobs to see their ids; old ones are forgotten.");
  }
}

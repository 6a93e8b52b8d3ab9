package dev.sluice.core.job;

import dev.sluice.core.function.AsyncPolicy;
import dev.sluice.core.function.AsyncPolicy.Semantics;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueRules;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that are not over, or whose end was not told, and what they say of the queues of their
 * tasks. Thread-safe.
 */
final class JobBook implements QueueRules {
  /** Tasks wait as long as their job does. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

  /** One job. */
  static final class Entry {
    private volatile Job job;

    /** Tasks in the queue; never less than the store says. */
    final AtomicLong outstanding;

    Entry(Job job) {
      this.job = job;
      this.outstanding = new AtomicLong(job.progress().outstanding());
    }

    Job job() {
      return job;
    }
  }

  /** Notes how a job is now. */
  Entry put(Job job) {
    Entry entry = entries.computeIfAbsent(job.id(), id -> new Entry(job));
    entry.job = job;
    return entry;
  }

  @Nullable Entry find(String job) {
    return entries.get(job);
  }

  void remove(String job) {
    entries.remove(job);
  }

  Collection<Entry> all() {
    return entries.values();
  }

  private @Nullable Job of(QueueName queue) {
    String id = queue.job();
    Entry entry = id == null ? null : entries.get(id);
    return entry == null ? null : entry.job();
  }

  @Override
  public AsyncPolicy policy(QueueName queue, AsyncPolicy ofFunction) {
    Job job = of(queue);
    if (job == null) {
      return ofFunction;
    }
    return new AsyncPolicy(
        ofFunction.semantics(),
        attempts(job, ofFunction),
        ofFunction.retryDelay(),
        FOREVER,
        ofFunction.concurrency(),
        ofFunction.ratePerSecond(),
        ofFunction.deduplication(),
        ofFunction.onSuccess(),
        ofFunction.onFailure());
  }

  private static int attempts(Job job, AsyncPolicy ofFunction) {
    if (job.state() == State.CANCELLING) {
      return 1;
    }
    Integer own = job.plan().maxAttempts();
    return own == null || ofFunction.semantics() == Semantics.AT_MOST_ONCE
        ? ofFunction.maxAttempts()
        : own;
  }

  @Override
  public @Nullable Integer concurrency(QueueName queue) {
    Job job = of(queue);
    return job == null ? null : job.plan().parallelism();
  }
}

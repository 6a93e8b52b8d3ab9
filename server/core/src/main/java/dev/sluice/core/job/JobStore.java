package dev.sluice.core.job;

import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.job.TaskEnd.Outcome;
import dev.sluice.core.queue.QueuedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs. That a task has ended is written by the store of the queue, in the transaction that
 * takes its event out: {@link Progress} counts each task once. Thread-safe.
 */
public interface JobStore {

  /**
   * Adds a job; on disk on return.
   *
   * @param input the items; empty for those of a range
   * @return false, with nothing changed, where its key is taken
   */
  boolean create(Job job, byte[] input);

  /** The job of this id. */
  Optional<Job> find(String namespace, String id);

  /** The job of this key. */
  Optional<Job> findByKey(String namespace, String key);

  /**
   * Jobs, newest first.
   *
   * @param before only ids below this one; null for all
   */
  List<Job> list(
      String namespace,
      @Nullable String function,
      @Nullable State state,
      @Nullable String before,
      int limit);

  /** All that are not over. */
  List<Job> unfinished();

  /** All that are over and whose end was not told. */
  List<Job> untold();

  /** How many of a namespace are not over. */
  int countUnfinished(String namespace);

  /** A part of the items; shorter only at their end. */
  byte[] input(String job, long offset, int bytes);

  /**
   * Puts tasks into the queue, in one transaction with how far the job is then; on disk when the
   * database next syncs.
   *
   * @param next after these tasks
   * @return false, with nothing changed, where the job does not run or is not as far as it was
   */
  boolean fill(Job job, Progress next, List<QueuedEvent> tasks);

  /**
   * Changes the state; on disk on return.
   *
   * @return false, with nothing changed, where it is in none of the states
   */
  boolean change(Job job, Set<State> from, State to);

  /**
   * Ends a job whose tasks have all ended, or which is cancelled; on disk on return.
   *
   * @return the job as it is then; empty, with nothing changed, where it is not the time for that
   */
  Optional<Job> finish(Job job, Instant now);

  /**
   * Removes tasks from the queue that wait, of a job that is cancelled.
   *
   * @param except ids of invocations
   * @return how many events of it are left
   */
  int removeWaiting(Job job, Set<String> except);

  /** That it is over was told. */
  void told(Job job);

  /**
   * Tasks that have ended, by their numbers.
   *
   * @param outcome only those; null for all
   * @param after only numbers above this one
   */
  List<TaskEnd> ends(Job job, @Nullable Outcome outcome, long after, int limit);

  /** How a task has ended; empty where it has not. */
  Optional<TaskEnd> end(Job job, long task);

  /** Removes jobs that were over, and told, before a time; dead letters stay. Returns how many. */
  int prune(Instant before);
}

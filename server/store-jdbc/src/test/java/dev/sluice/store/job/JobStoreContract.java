package dev.sluice.store.job;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Async;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Request;
import dev.sluice.core.invocation.InvocationRecord.Result;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.job.Job;
import dev.sluice.core.job.Job.Plan;
import dev.sluice.core.job.Job.Progress;
import dev.sluice.core.job.Job.Range;
import dev.sluice.core.job.Job.State;
import dev.sluice.core.job.JobStore;
import dev.sluice.core.job.TaskEnd;
import dev.sluice.core.job.TaskEnd.Outcome;
import dev.sluice.core.namespace.NamespaceRecord;
import dev.sluice.core.namespace.NamespaceStore.Deletion;
import dev.sluice.core.namespace.Quota;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.queue.Settlement;
import dev.sluice.store.DatabaseContract;
import dev.sluice.store.Pieces;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of jobs must do, with the store of the queue beside it. */
abstract class JobStoreContract extends DatabaseContract {
  private static final byte[] NO_INPUT = {};
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Failure FAILURE =
      new Failure(ErrorCode.FUNCTION_FAILED, "ValueError", "größer 😀", List.of());

  @SuppressWarnings("NullAway.Init") // opened before all
  private JobStore store;

  @SuppressWarnings("NullAway.Init") // opened before all
  private QueueStore queue;

  @Override
  protected void useStores() {
    store = database.jobs();
    queue = database.queue();
  }

  private Job job(@Nullable String key, Plan plan) {
    return new Job(
        "j%09d".formatted(COUNT.incrementAndGet()),
        namespace,
        "f",
        "live",
        "3",
        key,
        "größer '; drop table jobs; --",
        plan,
        State.RUNNING,
        Progress.NONE,
        NOW,
        null,
        0);
  }

  private Job created(long tasks) {
    Job job = job(null, new Plan(new Range(-5, 7), tasks, 1, 4, 2));
    assertThat(store.create(job, NO_INPUT)).isTrue();
    return job;
  }

  private Job now(Job job) {
    return store.find(namespace, job.id()).orElseThrow();
  }

  /** Puts so many tasks into the queue that are not there yet. */
  private List<QueuedEvent> fill(Job job, int count) {
    Job is = now(job);
    List<QueuedEvent> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long number = is.progress().started() + i;
      tasks.add(
          QueuedEvent.fresh(
              fresh("t"),
              is.queue(),
              "3",
              "job:" + is.id(),
              Content.of(
                  Long.toString(number).getBytes(StandardCharsets.UTF_8),
                  "application/json",
                  Long.toString(number),
                  "/jobs"),
              Routing.NONE,
              NOW));
    }
    Progress next = new Progress(is.progress().started() + count, 17, 0, 0, 0);
    assertThat(store.fill(is, next, tasks)).isTrue();
    return tasks;
  }

  private void settle(QueuedEvent task, Status status) {
    queue.settle(List.of(new Settlement.Over(record(task, status), List.of())));
  }

  private InvocationRecord record(QueuedEvent of, Status status) {
    boolean good = status == Status.SUCCEEDED;
    return new InvocationRecord(
        of.id(),
        namespace,
        "f",
        "3",
        of.qualifier(),
        RoutedBy.QUALIFIER,
        of.trigger(),
        status,
        true,
        NOW,
        Duration.ofMillis(5),
        Phases.NONE,
        null,
        new Request(2, "application/json", of.content().eventId(), null),
        good ? 2 : -1,
        null,
        null,
        null,
        Map.of(),
        new Async(
            1,
            Duration.ZERO,
            good ? new Result("text/plain", "ok".getBytes(StandardCharsets.UTF_8)) : null),
        good ? null : FAILURE);
  }

  @Test
  void shouldKeepJobAndGiveItsKeyOnce() {
    Job ranged = job("nightly", new Plan(new Range(Long.MIN_VALUE, -3), 10, 4, null, null));
    Job stored = job(null, new Plan(null, 2, 1, 9, 100));

    assertThat(store.create(ranged, NO_INPUT)).isTrue();
    assertThat(store.create(stored, "1\n2\n".getBytes(StandardCharsets.UTF_8))).isTrue();

    assertThat(now(ranged)).isEqualTo(ranged);
    assertThat(now(stored)).isEqualTo(stored);
    assertThat(store.create(job("nightly", ranged.plan()), NO_INPUT)).isFalse();
    assertThat(store.findByKey(namespace, "nightly")).contains(ranged);
    assertThat(store.find("other", ranged.id())).isEmpty();
    assertThat(store.list(namespace, null, null, null, 10)).containsExactly(stored, ranged);
    assertThat(store.list(namespace, "f", State.RUNNING, stored.id(), 10)).containsExactly(ranged);
    assertThat(store.list(namespace, "g", null, null, 10)).isEmpty();
    assertThat(store.list(namespace, null, State.PAUSED, null, 10)).isEmpty();
    assertThat(store.countUnfinished(namespace)).isEqualTo(2);
    assertThat(store.unfinished()).contains(ranged, stored);
  }

  @Test
  void shouldGiveAnyPartOfTheInput() {
    byte[] input = new byte[3 * Pieces.BYTES + 11];
    new Random(7).nextBytes(input);
    Job job = job(null, new Plan(null, 1, 1, null, null));
    store.create(job, input);

    for (int from : new int[] {0, 1, Pieces.BYTES - 1, Pieces.BYTES, 1_000_000}) {
      for (int bytes : new int[] {1, 10, Pieces.BYTES, 2 << 20}) {
        int end = Math.min(input.length, from + bytes);
        assertThat(store.input(job.id(), from, bytes))
            .isEqualTo(Arrays.copyOfRange(input, from, end));
      }
    }
    assertThat(store.input(job.id(), input.length, 10)).isEmpty();
  }

  @Test
  void shouldPutTasksIntoTheQueueOnceAndOnlyWhileTheJobRuns() {
    Job job = created(5);
    List<QueuedEvent> tasks = fill(job, 2);

    assertThat(queue.due(job.queue(), NOW, 10)).containsExactlyElementsOf(tasks);
    assertThat(now(job).progress()).isEqualTo(new Progress(2, 17, 0, 0, 0));
    // Somebody who does not know yet that it is further.
    assertThat(store.fill(job, new Progress(2, 17, 0, 0, 0), tasks)).isFalse();
    assertThat(store.change(job, Set.of(State.RUNNING), State.PAUSED)).isTrue();
    assertThat(store.change(job, Set.of(State.RUNNING), State.CANCELLING)).isFalse();
    assertThat(store.fill(now(job), new Progress(3, 17, 0, 0, 0), List.of())).isFalse();
    assertThat(queue.due(job.queue(), NOW, 10)).hasSize(2);
  }

  @Test
  void shouldCountEachTaskOnceHoweverOftenItsEndIsWritten() {
    Job job = created(3);
    List<QueuedEvent> tasks = fill(job, 3);

    settle(tasks.get(1), Status.SUCCEEDED);
    settle(tasks.get(1), Status.SUCCEEDED);
    settle(tasks.get(0), Status.DEAD_LETTERED);
    settle(tasks.get(0), Status.DEAD_LETTERED);
    assertThat(store.finish(now(job), NOW)).isEmpty();
    settle(tasks.get(2), Status.CANCELLED);

    assertThat(now(job).progress()).isEqualTo(new Progress(3, 17, 1, 1, 1));
    List<TaskEnd> ends = store.ends(job, null, -1, 10);
    assertThat(ends)
        .extracting(TaskEnd::task, TaskEnd::invocation, TaskEnd::outcome)
        .containsExactly(
            tuple(0L, tasks.get(0).id(), Outcome.FAILED),
            tuple(1L, tasks.get(1).id(), Outcome.SUCCEEDED),
            tuple(2L, tasks.get(2).id(), Outcome.CANCELLED));
    assertThat(ends.get(0).record().failure()).isEqualTo(FAILURE);
    assertThat(ends.get(1).record().async().result().body()).asString().isEqualTo("ok");
    assertThat(store.ends(job, null, 0, 1)).containsExactly(ends.get(1));
    assertThat(store.ends(job, Outcome.FAILED, -1, 10)).containsExactly(ends.get(0));
    assertThat(store.end(job, 2)).contains(ends.get(2));
    assertThat(store.end(job, 3)).isEmpty();
    Job over = store.finish(now(job), NOW.plusSeconds(9)).orElseThrow();
    assertThat(over.state()).isEqualTo(State.FAILED);
    assertThat(over.endedAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(over.ends()).isEqualTo(1);
    assertThat(store.finish(over, NOW)).isEmpty();
    assertThat(store.untold()).contains(over);
    store.told(over);
    assertThat(store.untold()).doesNotContain(over);
  }

  @Test
  void shouldTakeJobUpAgainWhoseFailedTaskIsRedriven() {
    Job job = created(1);
    QueuedEvent task = fill(job, 1).get(0);
    settle(task, Status.DEAD_LETTERED);
    Job failed = store.finish(now(job), NOW).orElseThrow();
    store.told(failed);
    QueuedEvent again =
        QueuedEvent.fresh(
            fresh("t"),
            task.queue(),
            task.qualifier(),
            task.trigger(),
            task.content(),
            task.routing(),
            NOW);

    assertThat(queue.redrive(namespace, task.id(), again)).isTrue();
    assertThat(queue.redrive(namespace, task.id(), again)).isFalse();

    assertThat(now(job).state()).isEqualTo(State.RUNNING);
    assertThat(now(job).endedAt()).isNull();
    assertThat(now(job).progress()).isEqualTo(new Progress(1, 17, 0, 0, 0));
    assertThat(store.end(job, 0)).isEmpty();
    settle(again, Status.SUCCEEDED);
    Job over = store.finish(now(job), NOW).orElseThrow();
    assertThat(over.state()).isEqualTo(State.SUCCEEDED);
    assertThat(over.ends()).isEqualTo(2);
    store.told(failed);
    assertThat(store.untold()).describedAs("the second end was not told").contains(over);
  }

  @Test
  void shouldTakeWaitingTasksOutOfJobThatIsCancelled() {
    Job job = created(9);
    List<QueuedEvent> tasks = fill(job, 4);
    Job other = created(1);
    List<QueuedEvent> others = fill(other, 1);
    settle(tasks.get(0), Status.SUCCEEDED);
    settle(tasks.get(1), Status.DEAD_LETTERED);
    store.change(job, Set.of(State.RUNNING, State.PAUSED), State.CANCELLING);

    assertThat(store.removeWaiting(job, Set.of(tasks.get(2).id()))).isEqualTo(1);
    settle(tasks.get(2), Status.SUCCEEDED);
    assertThat(store.removeWaiting(job, Set.of())).isZero();

    Job over = store.finish(now(job), NOW).orElseThrow();
    assertThat(over.state()).isEqualTo(State.CANCELLED);
    assertThat(over.progress()).isEqualTo(new Progress(4, 17, 2, 1, 6));
    assertThat(queue.due(other.queue(), NOW, 10)).isEqualTo(others);
    assertThat(queue.deadLetter(namespace, tasks.get(1).id())).isPresent();
  }

  @Test
  void shouldForgetOldJobsAndWhatIsWrittenOfThemLater() {
    Job job = created(2);
    List<QueuedEvent> tasks = fill(job, 2);
    settle(tasks.get(0), Status.SUCCEEDED);
    settle(tasks.get(1), Status.DEAD_LETTERED);
    Job over = store.finish(now(job), NOW).orElseThrow();

    assertThat(store.prune(NOW.plusSeconds(1))).isZero();
    store.told(over);
    assertThat(store.prune(NOW)).isZero();
    assertThat(store.prune(NOW.plusSeconds(1))).isEqualTo(1);

    assertThat(store.find(namespace, job.id())).isEmpty();
    assertThat(store.ends(job, null, -1, 10)).isEmpty();
    QueuedEvent dead = queue.deadLetter(namespace, tasks.get(1).id()).orElseThrow();
    assertThat(queue.redrive(namespace, dead.id(), again(dead))).isTrue();
    settle(again(dead), Status.SUCCEEDED);
    assertThat(store.ends(job, null, -1, 10)).isEmpty();
  }

  private static QueuedEvent again(QueuedEvent dead) {
    return QueuedEvent.fresh(
        dead.id() + "again",
        dead.queue(),
        dead.qualifier(),
        dead.trigger(),
        dead.content(),
        dead.routing(),
        NOW);
  }

  @Test
  void shouldKeepNamespaceWithJobThatIsNotOverAndTakeOldOnesWithIt() {
    database.namespaces().save(new NamespaceRecord(namespace, "", Quota.NONE, NOW, NOW, 1));
    Job job = created(1);

    assertThat(database.namespaces().delete(namespace)).isEqualTo(Deletion.NOT_EMPTY);
    settle(fill(job, 1).get(0), Status.SUCCEEDED);
    Optional<Job> over = store.finish(now(job), NOW);
    assertThat(over).isPresent();
    assertThat(database.namespaces().delete(namespace)).isEqualTo(Deletion.DELETED);
    assertThat(store.find(namespace, job.id())).isEmpty();
    assertThat(store.ends(job, null, -1, 10)).isEmpty();
  }
}

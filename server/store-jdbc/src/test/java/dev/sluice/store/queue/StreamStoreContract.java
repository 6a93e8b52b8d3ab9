package dev.sluice.store.queue;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Async;
import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.Request;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.Positions;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.queue.Settlement;
import dev.sluice.core.queue.Settlement.Mark;
import dev.sluice.core.queue.StreamStore;
import dev.sluice.core.queue.StreamStore.Checkpoint;
import dev.sluice.core.queue.StreamStore.Replayed;
import dev.sluice.store.DatabaseContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of ordered queues must do. */
abstract class StreamStoreContract extends DatabaseContract {
  private static final Failure FAILURE =
      new Failure(ErrorCode.FUNCTION_FAILED, "ValueError", "größer 😀", List.of());
  private static final Instant LATER = NOW.plusSeconds(1_000_000);

  @SuppressWarnings("NullAway.Init") // opened before all
  private QueueStore queue;

  @SuppressWarnings("NullAway.Init") // opened before all
  private StreamStore store;

  @SuppressWarnings("NullAway.Init") // set before each
  private QueueName shard;

  @SuppressWarnings("NullAway.Init") // set before each
  private QueueName other;

  @Override
  protected void useStores() {
    queue = database.queue();
    store = queue.streams();
  }

  @BeforeEach
  void takeShards() {
    shard = new QueueName(namespace, "f", "a_1", "3");
    other = new QueueName(namespace, "f", "a_1", "orders.12");
  }

  private QueuedEvent event(QueueName in, long second, byte[] payload) {
    return new QueuedEvent(
        fresh("q1"),
        in,
        "live",
        "association:a_1",
        Content.of(payload, "application/json", "e" + second, "/here"),
        new Routing("größer", "tenant", 1),
        null,
        0,
        NOW,
        NOW.plusSeconds(second),
        null);
  }

  private QueuedEvent added(QueueName in, long second) {
    QueuedEvent event = event(in, second, new byte[] {'{', '}'});
    assertThat(queue.add(List.of(new Accepting(event, null)))).containsExactly(event.id());
    return event;
  }

  private InvocationRecord record(QueuedEvent of, Status status) {
    return new InvocationRecord(
        of.id(),
        of.queue().namespace(),
        of.queue().function(),
        "3",
        of.qualifier(),
        RoutedBy.WEIGHT,
        of.trigger(),
        status,
        true,
        NOW,
        Duration.ofMillis(5),
        Phases.NONE,
        null,
        new Request(of.content().bytes(), "application/json", "e1", null),
        -1,
        null,
        null,
        null,
        Map.of(),
        new Async(1, Duration.ofSeconds(7), null),
        status == Status.SUCCEEDED ? null : FAILURE);
  }

  private Settlement over(QueuedEvent event, Status status, boolean keeps) {
    return new Settlement.Over(
        record(event, status),
        List.of(),
        new Mark(event.queue(), event.dueAt(), NOW.plusSeconds(99), keeps));
  }

  private void settle(QueuedEvent event, boolean keeps) {
    queue.settle(List.of(over(event, Status.SUCCEEDED, keeps)));
  }

  private static long position(long second) {
    return Positions.of(NOW.plusSeconds(second));
  }

  private List<String> eventIds(QueueName in) {
    return queue.due(in, LATER, 100).stream()
        .map(event -> String.valueOf(event.content().eventId()))
        .toList();
  }

  private Replayed replay(@Nullable String function, long from) {
    return store.replay(namespace, "a_1", function, from, NOW, () -> fresh("q9"));
  }

  @Test
  void shouldHaveAQueueForEachShardInTheOrderOfPositions() {
    QueuedEvent second = added(shard, 2);
    QueuedEvent elsewhere = added(other, 3);
    QueuedEvent first = added(shard, 1);
    QueuedEvent plain = added(shard.whole(), 4);

    assertThat(queue.waiting()).contains(shard, other, shard.whole());
    assertThat(queue.due(shard, LATER, 10)).containsExactly(first, second);
    assertThat(queue.due(other, LATER, 10)).containsExactly(elsewhere);
    assertThat(queue.due(shard.whole(), LATER, 10)).containsExactly(plain);
    assertThat(queue.backlogs(namespace).keySet())
        .containsExactlyInAnyOrder(shard, other, shard.whole());
    assertThat(store.lastPosition()).isGreaterThanOrEqualTo(position(3));
  }

  @Test
  void shouldMoveTheCheckpointWithTheEndOfAnEvent() {
    QueuedEvent first = added(shard, 1);
    QueuedEvent second = added(shard, 2);
    assertThat(store.checkpoints(namespace, "a_1")).isEmpty();

    settle(first, true);
    settle(first, true);
    settle(second, false);

    assertThat(store.checkpoints(namespace, "a_1"))
        .containsExactly(new Checkpoint(shard, position(2), 2, NOW.plusSeconds(99), position(2)));
    assertThat(store.checkpoints(namespace, "a")).isEmpty();
    assertThat(store.checkpoints("other", "a_1")).isEmpty();
  }

  @Test
  void shouldStopAShardAtAnEventUntilSomebodyDecides() {
    QueuedEvent first = added(shard, 1);
    QueuedEvent second = added(shard, 2);
    QueuedEvent failed =
        new QueuedEvent(
            first.id(),
            shard,
            first.qualifier(),
            first.trigger(),
            first.content(),
            first.routing(),
            null,
            3,
            first.createdAt(),
            first.dueAt(),
            FAILURE);

    queue.settle(List.of(new Settlement.Blocked(failed)));

    assertThat(store.blocked()).contains(failed);
    assertThat(store.blocked(namespace)).containsExactly(failed);
    assertThat(store.blocked("other")).isEmpty();
    assertThat(queue.due(shard, LATER, 10)).containsExactly(second);
    assertThat(queue.find(namespace, first.id())).contains(failed);
    assertThat(queue.list(namespace, null, null, 10)).containsExactlyInAnyOrder(failed, second);
    assertThat(queue.backlogs(namespace).get(shard).waiting()).isEqualTo(2);
    assertThat(store.unblock(failed)).isTrue();
    assertThat(store.unblock(failed)).isFalse();
    assertThat(store.blocked(namespace)).isEmpty();
    assertThat(eventIds(shard)).containsExactly("e1", "e2");
    assertThat(queue.due(shard, LATER, 1).get(0).attempts()).isZero();
  }

  @Test
  void shouldParkAnEventWithItsKeyAndFindItByItsAssociation() {
    QueuedEvent event = added(shard, 1);

    queue.settle(List.of(over(event, Status.DEAD_LETTERED, true)));

    List<QueuedEvent> dead =
        queue.deadLetters(new DeadLetterQuery(namespace, null, "a_1", null, null, 10));
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).queue()).isEqualTo(shard);
    assertThat(dead.get(0).routing().lane()).isEqualTo("größer");
    assertThat(queue.deadLetters(new DeadLetterQuery(namespace, null, "a", null, null, 10)))
        .isEmpty();
    assertThat(store.checkpoints(namespace, "a_1").get(0).lost()).isZero();
    assertThat(replay(null, 1)).isEqualTo(new Replayed(0, null, List.of()));
  }

  @Test
  void shouldDeliverKeptEventsAgainWhereTheyWere() {
    byte[] large = new byte[1_500_000];
    large[1_000_000] = 7;
    QueuedEvent big = event(shard, 2, large);
    queue.add(List.of(new Accepting(big, null)));
    settle(big, true);
    settle(added(shard, 1), true);
    settle(added(shard, 3), true);
    settle(added(other, 4), true);
    QueuedEvent waits = added(shard, 5);

    Replayed replayed = replay(null, position(2));

    assertThat(replayed.lost()).isNull();
    assertThat(replayed.events()).isEqualTo(3);
    assertThat(replayed.queues()).containsExactly(shard, other);
    List<QueuedEvent> due = queue.due(shard, LATER, 10);
    assertThat(due).extracting(is -> is.content().eventId()).containsExactly("e2", "e3", "e5");
    assertThat(due.get(2)).isEqualTo(waits);
    QueuedEvent again = due.get(0);
    assertThat(again.id()).isNotEqualTo(big.id());
    assertThat(again.replayOf()).isEqualTo(big.id());
    assertThat(again.routing()).isEqualTo(big.routing());
    assertThat(queue.payload(again.id())).contains(large);
    assertThat(replay(null, position(2)).events()).isZero();
    assertThat(store.checkpoints(namespace, "a_1").get(0).position()).isEqualTo(position(2) - 1);
    settle(again, true);
    assertThat(replay("f", position(1)).events()).isEqualTo(2);
    assertThat(replay("g", position(1)).events()).isZero();
  }

  @Test
  void shouldRefuseAReplayOfWhatWasNotKept() {
    settle(added(shard, 1), true);
    settle(added(other, 2), false);
    settle(added(shard, 3), true);

    assertThat(replay(null, position(2))).isEqualTo(new Replayed(0, position(2), List.of()));
    assertThat(eventIds(shard)).isEmpty();
    assertThat(replay(null, position(2) + 1).events()).isEqualTo(1);
  }

  @Test
  void shouldFindThePositionOfAnEvent() {
    settle(added(shard, 1), true);
    settle(added(shard, 2), false);
    added(other, 3);

    assertThat(store.position(namespace, "a_1", null, "e1")).contains(position(1));
    assertThat(store.position(namespace, "a_1", "f", "e3")).contains(position(3));
    assertThat(store.position(namespace, "a_1", null, "e2")).isEmpty();
    assertThat(store.position(namespace, "a_1", "g", "e1")).isEmpty();
    assertThat(store.position(namespace, "a", null, "e1")).isEmpty();
  }

  @Test
  void shouldForgetTheOldestByCountAndByAge() {
    List<QueuedEvent> all = new ArrayList<>();
    IntStream.rangeClosed(1, 6).forEach(n -> all.add(added(n % 2 == 0 ? shard : other, n)));
    all.forEach(event -> settle(event, true));
    assertThat(store.keeping()).contains(shard.whole());

    assertThat(store.forget(shard.whole(), 0, 6)).isZero();
    assertThat(store.forget(shard.whole(), 0, 4)).isEqualTo(2);
    assertThat(store.forget(shard.whole(), position(4), 100)).isEqualTo(1);

    assertThat(replay(null, position(3)).lost()).isEqualTo(position(4) - 1);
    assertThat(replay(null, position(4)).events()).isEqualTo(3);
    assertThat(store.forget(shard.whole(), 0, 0)).isZero();
  }

  @Test
  void shouldForgetAllOfAnAssociationThatIsDeleted() {
    settle(added(shard, 1), true);
    added(other, 2);
    QueuedEvent similar = added(new QueueName(namespace, "f", "a_12", "3"), 3);

    database.associations().delete(namespace, "a_1");

    assertThat(queue.list(namespace, null, null, 10)).containsExactly(similar);
    assertThat(store.checkpoints(namespace, "a_1")).isEmpty();
    assertThat(store.keeping()).doesNotContain(shard.whole());
  }
}

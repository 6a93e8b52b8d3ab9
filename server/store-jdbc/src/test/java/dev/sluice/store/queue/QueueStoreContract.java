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
import dev.sluice.core.invocation.InvocationRecord.Result;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.Backlog;
import dev.sluice.core.queue.DeadLetterQuery;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.queue.Settlement;
import dev.sluice.store.DatabaseContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of queued events must do. */
abstract class QueueStoreContract extends DatabaseContract {
  private static final Failure FAILURE =
      new Failure(ErrorCode.FUNCTION_FAILED, "ValueError", "größer 😀", List.of("main.py:1"));

  @SuppressWarnings("NullAway.Init") // opened before all
  private QueueStore store;

  @SuppressWarnings("NullAway.Init") // set before each
  private QueueName queue;

  @Override
  protected void useStores() {
    store = database.queue();
  }

  @BeforeEach
  void takeQueue() {
    queue = new QueueName(namespace, "f", "");
  }

  private QueuedEvent event(byte[] payload, @Nullable String eventId, Instant due) {
    return new QueuedEvent(
        fresh("q1"),
        queue,
        "live",
        "async",
        Content.of(payload, "application/json", eventId, "/here"),
        new Routing(
            "lane größer",
            "tenant-7",
            3,
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
        null,
        0,
        NOW,
        due,
        null);
  }

  /** The same after an attempt that failed. */
  private static QueuedEvent tried(QueuedEvent event, Instant due) {
    return new QueuedEvent(
        event.id(),
        event.queue(),
        event.qualifier(),
        event.trigger(),
        event.content(),
        event.routing(),
        event.replayOf(),
        1,
        event.createdAt(),
        due,
        FAILURE);
  }

  private QueuedEvent event(String payload) {
    return event(payload.getBytes(StandardCharsets.UTF_8), "e1", NOW);
  }

  private QueuedEvent added(String payload) {
    QueuedEvent event = event(payload);
    assertThat(store.add(List.of(new Accepting(event, null)))).containsExactly(event.id());
    return event;
  }

  private InvocationRecord record(QueuedEvent of, Status status) {
    return new InvocationRecord(
        of.id(),
        queue.namespace(),
        queue.function(),
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
        new Request(2, "application/json", "e1", null),
        status == Status.SUCCEEDED ? 2 : -1,
        null,
        null,
        null,
        Map.of(),
        new Async(
            2,
            Duration.ofSeconds(7),
            status == Status.SUCCEEDED
                ? new Result("text/plain", "ok".getBytes(StandardCharsets.UTF_8))
                : null),
        status == Status.SUCCEEDED ? null : FAILURE);
  }

  @Test
  void shouldGiveDueEventsInTheirOrderAndTellWhenTheNextIsDue() {
    QueuedEvent later = event(new byte[0], null, NOW.plusSeconds(60));
    QueuedEvent second = event("{\"n\":2}");
    QueuedEvent first = event(new byte[] {1}, null, NOW.minusSeconds(1));
    store.add(
        List.of(
            new Accepting(later, null), new Accepting(second, null), new Accepting(first, null)));
    store.sync();

    assertThat(store.waiting()).contains(queue);
    assertThat(store.due(queue, NOW, 10)).containsExactly(first, second);
    assertThat(store.due(queue, NOW, 1)).containsExactly(first);
    assertThat(store.nextDue(queue, NOW)).isEqualTo(NOW.plusSeconds(60));
    assertThat(store.nextDue(queue, NOW.plusSeconds(60))).isNull();
    assertThat(store.find(queue.namespace(), second.id())).contains(second);
    assertThat(store.find("other", second.id())).isEmpty();
    assertThat(store.list(queue.namespace(), null, null, 10))
        .extracting(QueuedEvent::id)
        .containsExactly(first.id(), second.id(), later.id());
  }

  @Test
  void shouldKeepPayloadsOfAnySizeAndLeaveLargeOnesOutOfLists() {
    byte[] large = new byte[3_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ((i * 31) >> 3);
    }
    QueuedEvent event = event(large, null, NOW);
    store.add(List.of(new Accepting(event, null), new Accepting(event("{}"), null)));

    assertThat(store.due(queue, NOW, 1).get(0).content().payload()).isNull();
    assertThat(store.due(queue, NOW, 1).get(0).content().bytes()).isEqualTo(large.length);
    assertThat(store.payload(event.id())).contains(large);
    assertThat(store.payload("none")).isEmpty();
    store.settle(List.of(new Settlement.Over(record(event, Status.SUCCEEDED), List.of())));
    assertThat(store.payload(event.id())).isEmpty();
  }

  @Test
  void shouldEndAnEventOnceWithItsRecordAndWhatFollows() {
    QueuedEvent event = added("{}");
    QueuedEvent output = event("{\"out\":1}");
    Settlement ended =
        new Settlement.Over(record(event, Status.SUCCEEDED), List.of(new Accepting(output, null)));

    store.settle(List.of(ended));
    store.settle(List.of(ended));

    assertThat(store.due(queue, NOW, 10)).containsExactly(output);
    assertThat(database.invocations().find(queue.namespace(), event.id()))
        .contains(record(event, Status.SUCCEEDED));
  }

  @Test
  void shouldTryAnEventAgainWhenItIsDue() {
    QueuedEvent event = added("{}");

    store.settle(List.of(new Settlement.Again(tried(event, NOW.plusSeconds(9)))));

    assertThat(store.due(queue, NOW, 10)).isEmpty();
    assertThat(store.due(queue, NOW.plusSeconds(9), 10))
        .satisfiesExactly(
            again -> {
              assertThat(again.attempts()).isEqualTo(1);
              assertThat(again.failure()).isEqualTo(FAILURE);
              assertThat(again.content()).isEqualTo(event.content());
            });
  }

  @Test
  void shouldKeepDeadLettersUntilTheyAreRedrivenOrRemoved() {
    QueuedEvent one = added("{\"n\":1}");
    QueuedEvent two = added("{\"n\":2}");
    QueuedEvent three = added("{\"n\":3}");
    for (QueuedEvent event : List.of(one, two, three)) {
      Settlement dead = new Settlement.Over(record(event, Status.DEAD_LETTERED), List.of());
      store.settle(List.of(dead));
      store.settle(List.of(dead));
    }

    assertThat(store.due(queue, NOW, 10)).isEmpty();
    assertThat(store.find(queue.namespace(), one.id())).isEmpty();
    assertThat(store.backlogs(queue.namespace())).containsEntry(queue, new Backlog(0, 3, null));
    assertThat(ids(query(null, "GRÖSSER", null, 10))).isEmpty();
    assertThat(ids(query("f", "valueerror", null, 2))).containsExactly(three.id(), two.id());
    assertThat(ids(query("f", null, two.id(), 2))).containsExactly(one.id());
    assertThat(ids(query("g", null, null, 2))).isEmpty();
    assertThat(store.deadLetter(queue.namespace(), one.id()))
        .hasValueSatisfying(
            dead -> {
              assertThat(dead.attempts()).isEqualTo(2);
              assertThat(dead.failure()).isEqualTo(FAILURE);
              assertThat(dead.content()).isEqualTo(one.content());
            });

    QueuedEvent again = event("{\"n\":1}");
    assertThat(store.redrive(queue.namespace(), one.id(), again)).isTrue();
    assertThat(store.redrive(queue.namespace(), one.id(), event("{}"))).isFalse();
    assertThat(store.due(queue, NOW, 10)).containsExactly(again);
    assertThat(store.removeDeadLetters("other", List.of(two.id()))).isZero();
    assertThat(store.removeDeadLetters(queue.namespace(), List.of(two.id(), "none"))).isOne();
    assertThat(ids(query(null, null, null, 10))).containsExactly(three.id());
  }

  private DeadLetterQuery query(
      @Nullable String function, @Nullable String error, @Nullable String before, int limit) {
    return new DeadLetterQuery(queue.namespace(), function, null, error, before, limit);
  }

  private List<String> ids(DeadLetterQuery query) {
    return store.deadLetters(query).stream().map(QueuedEvent::id).toList();
  }

  @Test
  void shouldKeepNoRecordOfWhatWasHandedOverAndADeadLetterOfWhatWasNot() {
    queue = new QueueName(namespace, "sink:done", "");
    QueuedEvent handed = event(new byte[] {1}, "e1", NOW);
    QueuedEvent dead = event(new byte[] {2}, "e2", NOW);
    store.add(List.of(new Accepting(handed, null), new Accepting(dead, null)));
    assertThat(store.find(namespace, handed.id())).isEmpty();
    assertThat(store.list(namespace, null, null, 10)).isEmpty();
    assertThat(store.due(queue, NOW, 10)).hasSize(2);

    List<Settlement> settlements =
        List.of(new Settlement.Handed(handed.id()), new Settlement.Undeliverable(tried(dead, NOW)));
    store.settle(settlements);
    store.settle(settlements);

    assertThat(store.due(queue, NOW, 10)).isEmpty();
    assertThat(
            store.deadLetters(
                new DeadLetterQuery(namespace, "sink:done", null, "größer", null, 10)))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.id()).isEqualTo(dead.id());
              assertThat(letter.attempts()).isEqualTo(1);
            });
    assertThat(store.backlogs(namespace).get(queue).dead()).isEqualTo(1);
  }

  @Test
  void shouldDropAnEventThatIsRememberedUntilItIsForgotten() {
    QueuedEvent first = event("{}");
    QueuedEvent same = event("{}");
    QueuedEvent other = event("{}".getBytes(StandardCharsets.UTF_8), "e2", NOW);
    Instant until = NOW.plusSeconds(60);

    assertThat(
            store.add(
                List.of(
                    new Accepting(first, until),
                    new Accepting(same, until),
                    new Accepting(other, until))))
        .containsExactly(first.id(), first.id(), other.id());
    assertThat(store.due(queue, NOW, 10)).containsExactlyInAnyOrder(first, other);

    assertThat(store.forget(NOW)).isZero();
    assertThat(store.forget(until)).isEqualTo(2);
    QueuedEvent after = event("{}");
    assertThat(store.add(List.of(new Accepting(after, until)))).containsExactly(after.id());
  }

  @Test
  void shouldFindWhatIsClaimedAndLeaveItOutOfWhatIsDue() {
    QueuedEvent event = added("{}");

    store.claim(List.of(event.id()));

    assertThat(store.due(queue, NOW, 10)).isEmpty();
    assertThat(store.claimed()).contains(event);
    assertThat(store.find(queue.namespace(), event.id())).contains(event);
    assertThat(store.backlogs(null)).containsEntry(queue, new Backlog(1, 0, NOW));
  }
}

package dev.sluice.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BisectionTest {
  private static final QueueName SHARD = new QueueName("default", "f", "a", "3");

  private static QueuedEvent event(int n, int attempts, int bytes, String qualifier) {
    return new QueuedEvent(
        Integer.toString(n),
        SHARD,
        qualifier,
        "test",
        Content.of(new byte[bytes], "application/json", null, null),
        new Routing("key", null, 0),
        null,
        attempts,
        Instant.EPOCH,
        Positions.moment(n),
        null);
  }

  private static QueuedEvent event(int n, int attempts) {
    return event(n, attempts, 1, "latest");
  }

  @Test
  void shouldTakeAsManyAsTheSizeAndTheBytesAllow() {
    List<QueuedEvent> head = List.of(event(1, 0), event(2, 0), event(3, 0));

    assertThat(Bisection.next(head, 2, 100, 3)).isEqualTo(2);
    assertThat(Bisection.next(head, 9, 100, 3)).isEqualTo(3);
    assertThat(Bisection.next(head, 9, 2, 3)).isEqualTo(2);
    assertThat(Bisection.next(List.of(event(1, 0, 500, "latest"), event(2, 0)), 9, 100, 3))
        .isEqualTo(1);
  }

  @Test
  void shouldNotPassByAnEventThatGoesElsewhere() {
    List<QueuedEvent> head = List.of(event(1, 0), event(2, 0, 1, "2"), event(3, 0, 1, "latest"));

    assertThat(Bisection.next(head, 9, 100, 3)).isEqualTo(1);
  }

  @Test
  void shouldTryTheSameAgainAndThenTheirHalf() {
    List<QueuedEvent> tried = List.of(event(1, 2), event(2, 2), event(3, 2), event(4, 0));
    List<QueuedEvent> spent = List.of(event(1, 3), event(2, 3), event(3, 3), event(4, 0));

    assertThat(Bisection.next(tried, 9, 100, 3)).isEqualTo(3);
    assertThat(Bisection.next(spent, 9, 100, 3)).isEqualTo(1);
    assertThat(Bisection.next(List.of(event(3, 5)), 9, 100, 3)).isEqualTo(1);
  }

  /** Any batches, poison and restarts: rows are all that a run of the model has. */
  @Test
  void shouldFindEveryPoisonAndKeepTheOrderWhateverHappens() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int count = 1 + random.nextInt(60);
      int size = 1 + random.nextInt(20);
      int maxAttempts = 1 + random.nextInt(4);
      Set<Integer> poison = new TreeSet<>();
      for (int n = random.nextInt(3); n > 0; n--) {
        poison.add(random.nextInt(count));
      }
      Shard shard = new Shard(count, poison, maxAttempts);
      int runs = 0;
      while (!shard.rows.isEmpty()) {
        shard.run(Bisection.next(shard.rows, random.nextInt(3) == 0 ? size : 20, 100, maxAttempts));
        runs++;
      }
      String where = "seed " + seed + ", round " + round;
      assertThat(shard.parked).as(where).containsExactlyElementsOf(poison);
      assertThat(shard.done).as(where).isSorted().doesNotHaveDuplicates();
      assertThat(shard.done.size() + shard.parked.size()).as(where).isEqualTo(count);
      assertThat(shard.done).as(where).noneMatch(poison::contains);
      // What has failed together is tried maxAttempts times; each half once, in two directions.
      int most = count + poison.size() * (maxAttempts + 20);
      assertThat(runs).as(where).isLessThanOrEqualTo(most);
    }
  }

  /** The rows of a shard, and what their runs come to. */
  private static final class Shard {
    private final List<QueuedEvent> rows = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> parked = new ArrayList<>();
    private final Set<Integer> poison;
    private final int maxAttempts;

    Shard(int count, Set<Integer> poison, int maxAttempts) {
      this.poison = poison;
      this.maxAttempts = maxAttempts;
      for (int n = 0; n < count; n++) {
        rows.add(event(n, 0));
      }
    }

    void run(int together) {
      List<QueuedEvent> some = List.copyOf(rows.subList(0, together));
      rows.subList(0, together).clear();
      if (some.stream().noneMatch(event -> poison.contains(number(event)))) {
        some.forEach(event -> done.add(number(event)));
      } else if (together == 1 && some.get(0).attempts() + 1 >= maxAttempts) {
        parked.add(number(some.get(0)));
      } else {
        for (int i = 0; i < together; i++) {
          rows.add(i, event(number(some.get(i)), some.get(i).attempts() + 1));
        }
      }
    }

    private static int number(QueuedEvent event) {
      return Integer.parseInt(event.id());
    }
  }
}

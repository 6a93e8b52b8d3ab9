package dev.sluice.core.queue.combination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which combination an event becomes part of, and when that is whole. */
final class CombiningTest {
  private static final Group GROUP = new Group("ns", "a", "1");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final MemoryRows rows = new MemoryRows();
  private int ids;
  private int most = 1_000;
  private Instant now = NOW;

  /** A combination is written as its key and the events of its parts. */
  private record Rule(Predicate<Set<String>> whole) implements Combiner {
    @Override
    public Duration window() {
      return WINDOW;
    }

    @Override
    public boolean isWhole(Set<String> parts) {
      return whole.test(parts);
    }

    @Override
    public List<QueuedEvent> whole(String key, List<PartEvent> events, Instant now) {
      String text =
          events.stream()
              .sorted(Comparator.comparing(PartEvent::part))
              .map(event -> event.part() + "=" + event.eventId())
              .collect(Collectors.joining(" ", key + ": ", ""));
      return List.of(
          QueuedEvent.fresh(
              text,
              new QueueName("ns", "f", "a"),
              "latest",
              "t",
              Content.of(new byte[0], "application/json", text, "/a"),
              Routing.NONE,
              now));
    }
  }

  private static Rule all(String... parts) {
    return new Rule(there -> there.containsAll(List.of(parts)));
  }

  private static final Rule A_AND_B_OR_C =
      new Rule(there -> there.containsAll(Set.of("a", "b")) || there.contains("c"));

  private List<String> add(Rule rule, String id, String key, String... parts) {
    Joining joining =
        new Joining(
            GROUP,
            Arrays.stream(parts).map(part -> new Joining.Place(part, key)).toList(),
            Content.of(id.getBytes(StandardCharsets.UTF_8), "application/json", id, "/s"),
            rule);
    return new Combining(() -> "c" + ids++, most)
        .add(rows, joining, now).stream().map(QueuedEvent::id).toList();
  }

  @Test
  void shouldBeWholeWhenTheLastPartComes() {
    Rule rule = all("a", "b", "c");
    assertThat(add(rule, "1", "k", "b")).isEmpty();
    assertThat(add(rule, "2", "k", "c")).isEmpty();
    assertThat(rows.counts(GROUP).open()).isEqualTo(1);

    assertThat(add(rule, "3", "k", "a")).containsExactly("k: a=3 b=1 c=2");

    assertThat(rows.counts(GROUP)).isEqualTo(new Counts(1, 1, 0, 0));
  }

  @Test
  void shouldKeepKeysApart() {
    Rule rule = all("a", "b");
    assertThat(add(rule, "1", "k", "a")).isEmpty();
    assertThat(add(rule, "2", "l", "b")).isEmpty();
    assertThat(add(rule, "3", "l", "a")).containsExactly("l: a=3 b=2");
    assertThat(add(rule, "4", "k", "b")).containsExactly("k: a=1 b=4");
  }

  @Test
  void shouldKeepTheFirstOfAPartAndOpenAnotherForTheSecond() {
    Rule rule = all("a", "b");
    add(rule, "1", "k", "a");
    add(rule, "2", "k", "a");
    assertThat(add(rule, "3", "k", "b")).containsExactly("k: a=1 b=3");
    assertThat(add(rule, "4", "k", "b")).containsExactly("k: a=2 b=4");
  }

  @Test
  void shouldPutEventsThatFitSeveralPartsIntoTheFirstThatIsMissing() {
    Rule rule = all("first", "second");
    assertThat(add(rule, "1", "k", "first", "second")).isEmpty();
    assertThat(add(rule, "2", "k", "first", "second")).containsExactly("k: first=1 second=2");
  }

  @Test
  void shouldTakeTheSameEventOnceAlsoAfterItsCombinationWasWhole() {
    Rule rule = all("a", "b");
    add(rule, "1", "k", "a");
    assertThat(add(rule, "1", "k", "a")).isEmpty();
    assertThat(rows.counts(GROUP).open()).isEqualTo(1);
    now = now.plusSeconds(30);
    assertThat(add(rule, "2", "k", "b")).hasSize(1);
    assertThat(add(rule, "1", "k", "a")).isEmpty();
    now = now.plusSeconds(45);
    assertThat(add(rule, "2", "k", "b")).isEmpty();
    assertThat(rows.counts(GROUP).open()).isZero();
    now = now.plusSeconds(15);
    assertThat(add(rule, "2", "k", "b")).isEmpty();
    assertThat(rows.counts(GROUP).open()).as("a window later it is another event").isEqualTo(1);
  }

  @Test
  void shouldBeWholeByAnAlternativeWithWhatIsThere() {
    assertThat(add(A_AND_B_OR_C, "1", "k", "c")).containsExactly("k: c=1");
    add(A_AND_B_OR_C, "2", "k", "a");
    assertThat(add(A_AND_B_OR_C, "3", "k", "c")).containsExactly("k: a=2 c=3");
    add(A_AND_B_OR_C, "4", "k", "b");
    assertThat(add(A_AND_B_OR_C, "5", "k", "a")).containsExactly("k: a=5 b=4");
    assertThat(rows.counts(GROUP).open()).isZero();
  }

  @Test
  void shouldNotCompleteWhatIsTooOld() {
    Rule rule = all("a", "b");
    add(rule, "1", "k", "a");
    now = now.plus(WINDOW).minusMillis(1);
    add(rule, "2", "k", "a");
    now = now.plusMillis(1);

    assertThat(add(rule, "3", "k", "b")).containsExactly("k: a=2 b=3");

    assertThat(rows.counts(GROUP)).isEqualTo(new Counts(2, 1, 1, 0));
  }

  @Test
  void shouldDropTheOldestWhereTooManyAreOpen() {
    most = 2;
    Rule rule = all("a", "b");
    add(rule, "1", "k1", "a");
    add(rule, "2", "k2", "a");
    add(rule, "3", "k3", "a");

    assertThat(rows.counts(GROUP)).isEqualTo(new Counts(3, 0, 0, 1));
    assertThat(add(rule, "4", "k2", "b")).containsExactly("k2: a=2 b=4");
    assertThat(add(rule, "5", "k1", "b")).isEmpty();
    assertThat(add(rule, "1", "k1", "a")).as("it was taken and dropped").isEmpty();
    assertThat(rows.all(GROUP)).extracting(Open::key).containsExactly("k3", "k1");
  }

  /** The k-th event of a part meets the k-th of each other part of its key. */
  @Test
  void shouldCombineTheSameWhateverTheOrderAndHoweverOftenEventsCome() {
    long seed = System.nanoTime();
    for (int round = 0; round < 300; round++) {
      Random random = new Random(seed + round);
      String where = "seed " + (seed + round);
      MemoryRows fresh = new MemoryRows();
      int keys = 1 + random.nextInt(4);
      List<String> parts = List.of("a", "b", "c").subList(0, 2 + random.nextInt(2));
      Map<String, Integer> sent = new HashMap<>();
      List<String[]> events = new ArrayList<>();
      for (int n = 0; n < 60; n++) {
        String key = "k" + random.nextInt(keys);
        String part = parts.get(random.nextInt(parts.size()));
        int number = sent.merge(key + part, 1, Integer::sum);
        events.add(new String[] {key, part, key + part + number});
        // Any earlier one may come again.
        if (random.nextInt(3) == 0) {
          events.add(events.get(random.nextInt(events.size())));
        }
      }
      Rule rule = new Rule(there -> there.containsAll(parts));
      Combining combining = new Combining(() -> "c" + ids++, 1_000);
      List<String> got = new ArrayList<>();
      for (String[] event : events) {
        Joining joining =
            new Joining(
                GROUP,
                List.of(new Joining.Place(event[1], event[0])),
                Content.of(new byte[0], "application/json", event[2], "/s"),
                rule);
        combining.add(fresh, joining, NOW).forEach(whole -> got.add(whole.id()));
      }

      List<String> expected = new ArrayList<>();
      for (int k = 0; k < keys; k++) {
        String key = "k" + k;
        int whole =
            parts.stream().mapToInt(part -> sent.getOrDefault(key + part, 0)).min().orElse(0);
        for (int n = 1; n <= whole; n++) {
          int number = n;
          expected.add(
              parts.stream()
                  .map(part -> part + "=" + key + part + number)
                  .collect(Collectors.joining(" ", key + ": ", "")));
        }
      }
      assertThat(got).as(where).containsExactlyInAnyOrderElementsOf(expected);
      Counts counts = fresh.counts(GROUP);
      assertThat(counts.completed()).as(where).isEqualTo(expected.size());
      assertThat(fresh.all(GROUP)).as(where).hasSize((int) counts.open());
    }
  }
}

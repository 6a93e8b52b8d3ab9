package dev.sluice.store.queue;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.association.Association;
import dev.sluice.core.association.Association.Combine;
import dev.sluice.core.association.Association.Part;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.core.queue.combination.CombinationStore;
import dev.sluice.core.queue.combination.CombinationStore.Waiting;
import dev.sluice.core.queue.combination.Combiner;
import dev.sluice.core.queue.combination.Combining;
import dev.sluice.core.queue.combination.Counts;
import dev.sluice.core.queue.combination.Group;
import dev.sluice.core.queue.combination.Joining;
import dev.sluice.core.queue.combination.PartEvent;
import dev.sluice.store.DatabaseContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of combinations must do. */
abstract class CombinationStoreContract extends DatabaseContract {
  private static final Duration WINDOW = Duration.ofSeconds(60);

  @SuppressWarnings("NullAway.Init") // opened before all
  private QueueStore queue;

  @SuppressWarnings("NullAway.Init") // opened before all
  private CombinationStore store;

  @SuppressWarnings("NullAway.Init") // set before each
  private Group group;

  private final Combiner rule =
      new Combiner() {
        @Override
        public Duration window() {
          return WINDOW;
        }

        @Override
        public boolean isWhole(Set<String> parts) {
          return parts.containsAll(Set.of("a", "b"));
        }

        @Override
        public List<QueuedEvent> whole(String key, List<PartEvent> events, Instant now) {
          String said =
              events.stream()
                  .sorted(Comparator.comparing(PartEvent::part))
                  .map(event -> event.part() + "=" + text(event))
                  .collect(Collectors.joining(" ", key + ": ", ""));
          return List.of(
              QueuedEvent.fresh(
                  fresh("q1"),
                  new QueueName(namespace, "f", "a_1"),
                  "live",
                  "association:a_1",
                  Content.of(said.getBytes(StandardCharsets.UTF_8), "text/plain", said, "/a"),
                  Routing.NONE,
                  now));
        }
      };

  @Override
  protected void useStores() {
    queue = database.queue();
    store = queue.combinations();
  }

  @BeforeEach
  void takeGroup() {
    group = new Group(namespace, "a_1", "g1");
  }

  private static String text(PartEvent event) {
    byte[] payload = event.payload();
    return payload == null || payload.length > 100
        ? "many"
        : new String(payload, StandardCharsets.UTF_8);
  }

  private Joining joining(String id, String key, String part, byte[] payload) {
    return new Joining(
        group,
        List.of(new Joining.Place(part, key)),
        Content.of(payload, "application/json", id, "/größer"),
        rule);
  }

  /** What became whole by an event, which is queued in the same transaction. */
  private List<String> add(String id, String key, String part, Instant now, int most) {
    Joining joining = joining(id, key, part, id.getBytes(StandardCharsets.UTF_8));
    return add(joining, now, most);
  }

  private List<String> add(Joining joining, Instant now, int most) {
    Combining combining = new Combining(() -> fresh("c1"), most);
    return queue.together(
        transaction -> {
          List<QueuedEvent> whole = combining.add(transaction.combinations(), joining, now);
          List<String> ids =
              transaction.add(whole.stream().map(event -> new Accepting(event, null)).toList());
          assertThat(ids).hasSameSizeAs(whole);
          return whole.stream().map(event -> String.valueOf(event.content().eventId())).toList();
        });
  }

  private List<String> add(String id, String key, String part) {
    return add(id, key, part, NOW, 100);
  }

  private Counts counts() {
    return store.counts(namespace).getOrDefault("a_1", Counts.NONE);
  }

  private int expire(Instant now) {
    return queue.together(transaction -> transaction.combinations().expire(now, 1_000));
  }

  @Test
  void shouldQueueACombinationWhenItIsWhole() {
    assertThat(add("größe 😀", "k'1", "a")).isEmpty();
    assertThat(add("2", "k'1", "a")).isEmpty();
    assertThat(add("3", "other", "b")).isEmpty();

    assertThat(add("4", "k'1", "b")).containsExactly("k'1: a=größe 😀 b=4");
    assertThat(add("5", "k'1", "b")).containsExactly("k'1: a=2 b=5");

    assertThat(counts()).isEqualTo(new Counts(3, 2, 0, 0));
    assertThat(queue.due(new QueueName(namespace, "f", "a_1"), NOW, 10)).hasSize(2);
  }

  @Test
  void shouldKeepPayloadsOfAnySizeAndHowDeepTheyAre() {
    byte[] large = new byte[(1 << 20) + 77];
    new Random(1).nextBytes(large);
    List<byte[]> got = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    Combiner keeps =
        new Combiner() {
          @Override
          public Duration window() {
            return WINDOW;
          }

          @Override
          public boolean isWhole(Set<String> parts) {
            return parts.size() == 2;
          }

          @Override
          public List<QueuedEvent> whole(String key, List<PartEvent> events, Instant now) {
            events.forEach(event -> got.add(event.payload()));
            events.forEach(event -> depths.add(event.depth()));
            return List.of();
          }
        };
    for (String part : List.of("a", "b")) {
      byte[] payload = part.equals("a") ? large : new byte[] {7};
      Content content = Content.of(payload, "application/json", part, "/s");
      List<Joining.Place> places = List.of(new Joining.Place(part, ""));
      add(new Joining(group, places, content, keeps, part.equals("a") ? 3 : 0), NOW, 100);
    }

    assertThat(got).containsExactly(large, new byte[] {7});
    assertThat(depths).containsExactly(3, 0);
  }

  @Test
  void shouldKnowTheSameEventUntilItIsForgotten() {
    Association association = association("all", State.ENABLED, 1);
    database.associations().save(association);
    group = association.group();
    add("1", "k", "a");
    assertThat(add("1", "k", "a")).isEmpty();
    assertThat(add("2", "k", "b")).hasSize(1);
    add("1", "k", "a");
    assertThat(counts()).isEqualTo(new Counts(1, 1, 0, 0));

    queue.forget(NOW.plus(WINDOW).minusMillis(1));
    add("1", "k", "a", NOW.plus(WINDOW).minusMillis(1), 100);
    assertThat(counts().opened()).isEqualTo(1);

    add("1", "k", "a", NOW.plus(WINDOW), 100);
    assertThat(counts().opened()).isEqualTo(2);
  }

  @Test
  void shouldExpireWhatIsNotWholeInTime() {
    assertThat(add("1", "k", "a")).isEmpty();
    assertThat(add("2", "l", "a", NOW.plusSeconds(1), 100)).isEmpty();
    Instant over = NOW.plus(WINDOW);
    assertThat(store.isOver(NOW.minusSeconds(1))).isFalse();
    assertThat(store.isOver(over)).isTrue();

    expire(over);

    assertThat(counts()).isEqualTo(new Counts(2, 0, 1, 0));
    assertThat(store.list(group, null, 10)).extracting(is -> is.open().key()).containsExactly("l");
    assertThat(add("3", "k", "b", over, 100)).isEmpty();
    expire(over.plus(WINDOW));
    assertThat(counts()).isEqualTo(new Counts(3, 0, 3, 0));
  }

  @Test
  void shouldDropTheOldestWhereThereAreTooMany() {
    add("1", "k", "a", NOW, 2);
    add("2", "l", "a", NOW, 2);
    add("3", "m", "a", NOW, 2);

    assertThat(counts()).isEqualTo(new Counts(3, 0, 0, 1));
    assertThat(store.list(group, null, 10))
        .extracting(is -> is.open().key())
        .containsExactly("l", "m");
    assertThat(add("4", "l", "b", NOW, 2)).containsExactly("l: a=2 b=4");
  }

  @Test
  void shouldListWhatIsThereByPages() {
    add("1", "k", "a");
    add("2", "", "b", NOW.plusSeconds(1), 100);
    add("3", "m", "a");

    List<Waiting> first = store.list(group, null, 2);
    List<Waiting> second = store.list(group, first.get(1).open().place(), 2);

    assertThat(first).hasSize(2);
    Waiting one = first.get(1);
    assertThat(one.open().key()).isEmpty();
    assertThat(one.open().parts()).containsExactly("b");
    assertThat(one.open().openedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(one.open().expiresAt()).isEqualTo(NOW.plusSeconds(61));
    assertThat(one.events()).extracting(PartEvent::eventId).containsExactly("2");
    assertThat(one.events()).extracting(PartEvent::source).containsExactly("/größer");
    assertThat(one.events()).extracting(PartEvent::payload).containsOnlyNulls();
    assertThat(second).extracting(is -> is.open().key()).containsExactly("m");
    assertThat(store.list(new Group("other", "a_1", "g1"), null, 2)).isEmpty();
    assertThat(store.list(new Group(namespace, "a_1", "g2"), null, 2)).isEmpty();
  }

  @Test
  void shouldLeaveNothingOfATransactionThatFailed() {
    add("1", "k", "a");
    Joining second = joining("2", "k", "b", new byte[] {1});
    Combining combining = new Combining(() -> fresh("c1"), 100);

    assertThatThrownBy(
            () ->
                queue.together(
                    transaction -> {
                      combining.add(transaction.combinations(), second, NOW);
                      throw new IllegalStateException("crash");
                    }))
        .hasMessageContaining("crash");

    assertThat(counts()).isEqualTo(new Counts(1, 0, 0, 0));
    assertThat(add("2", "k", "b")).containsExactly("k: a=1 b=2");
  }

  @Test
  void shouldCombineTheSameWhateverTheOrderAndHoweverOftenEventsCome() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Integer> sent = new HashMap<>();
    List<String[]> events = new ArrayList<>();
    for (int n = 0; n < 80; n++) {
      String key = "k" + random.nextInt(3);
      String part = random.nextBoolean() ? "a" : "b";
      int number = sent.merge(key + part, 1, Integer::sum);
      events.add(new String[] {key + part + number, key, part});
      if (random.nextInt(3) == 0) {
        events.add(events.get(random.nextInt(events.size())));
      }
    }
    List<String> got = new ArrayList<>();
    for (String[] event : events) {
      got.addAll(add(event[0], event[1], event[2]));
    }
    List<String> expected = new ArrayList<>();
    for (String key : List.of("k0", "k1", "k2")) {
      int whole = Math.min(sent.getOrDefault(key + "a", 0), sent.getOrDefault(key + "b", 0));
      for (int n = 1; n <= whole; n++) {
        expected.add(key + ": a=" + key + "a" + n + " b=" + key + "b" + n);
      }
    }
    assertThat(got).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
  }

  private Association association(@Nullable String when, State state, long revision) {
    return new Association(
        namespace,
        "a_1",
        "",
        new Rule(
            List.of(),
            null,
            List.of(),
            null,
            1,
            null,
            null,
            when == null
                ? null
                : new Combine(
                    when,
                    List.of(
                        new Part("a", null, null, null), new Part("b", "s", "type = 'b'", null)),
                    null,
                    60_000)),
        state,
        null,
        NOW,
        NOW,
        revision,
        null);
  }

  private void open(Association association, String id) {
    group = association.group();
    add(id, "k", "a");
  }

  @Test
  void shouldDropWhatIsOpenWithTheRulesThatItIsOpenBy() {
    Association first = association("all", State.ENABLED, 1);
    database.associations().save(first);
    open(first, "1");
    database.associations().save(association("all", State.PAUSED, 2));
    assertThat(counts()).isEqualTo(new Counts(1, 0, 0, 0));

    Association third = association("any", State.ENABLED, 3);
    database.associations().save(third);
    assertThat(counts()).isEqualTo(new Counts(1, 0, 0, 1));
    assertThat(store.list(first.group(), null, 10)).isEmpty();
    open(third, "1");
    assertThat(counts()).isEqualTo(new Counts(2, 0, 0, 1));
    queue.forget(NOW);
    assertThat(counts()).isEqualTo(new Counts(2, 0, 0, 1));

    database.associations().save(association(null, State.ENABLED, 4));
    assertThat(counts()).isEqualTo(new Counts(2, 0, 0, 2));
    assertThat(store.list(third.group(), null, 10)).isEmpty();
  }

  @Test
  void shouldForgetAllOfAnAssociationThatGoes() {
    Association association = association("all", State.ENABLED, 1);
    database.associations().save(association);
    open(association, "1");

    assertThat(database.associations().delete(namespace, "a_1")).isTrue();

    assertThat(store.counts(namespace)).isEmpty();
    assertThat(store.list(association.group(), null, 10)).isEmpty();
    database.associations().save(association);
    open(association, "1");
    assertThat(counts().opened()).isEqualTo(1);
  }

  @Test
  void shouldForgetAllOfANamespaceThatGoes() {
    add("1", "k", "a");

    database.namespaces().delete(namespace);

    assertThat(store.counts(namespace)).isEmpty();
    assertThat(store.list(group, null, 10)).isEmpty();
    add("1", "k", "a");
    assertThat(counts().opened()).isEqualTo(1);
  }
}

package dev.sluice.store.association;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.association.Association;
import dev.sluice.core.association.Association.Rule;
import dev.sluice.core.association.Association.State;
import dev.sluice.core.association.Association.Target;
import dev.sluice.core.association.AssociationStore;
import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of associations must do. */
abstract class AssociationStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  private AssociationStore store;

  @Override
  protected void useStores() {
    store = database.associations();
  }

  private Association association(
      String name, State state, @Nullable String reason, long revision) {
    return new Association(
        namespace,
        name,
        "größer '; drop table associations; --",
        new Rule(
            List.of("events", "orders"),
            "type = 'größer' AND subject LIKE '%😀'",
            List.of(
                new Target("f", "live", new TreeMap<>(), ".data | {größe: .n}"),
                new Target("g", "latest", new TreeMap<>(Map.of(1, 0.25, 12, 0.75)), null)),
            "subject",
            7,
            new Association.Batch(20, 1_500),
            revision == 1
                ? new Association.Ordered(
                    "$.data['größe']", 7, true, new Association.Retention(9, 1_500L))
                : null,
            revision == 1
                ? new Association.Combine(
                    "a and größe",
                    List.of(
                        new Association.Part("a", null, null, null),
                        new Association.Part("b", "orders", "type = 'größer'", "$.data.n")),
                    "subject",
                    1_500)
                : null),
        state,
        reason,
        NOW,
        NOW.plusSeconds(revision),
        revision,
        revision == 1 ? null : "shop");
  }

  @Test
  void shouldKeepAnAssociationAsItIs() {
    Association made = association("a", State.ENABLED, null, 1);

    assertThat(store.save(made)).isTrue();
    assertThat(store.save(made)).isFalse();

    assertThat(store.find(namespace, "a")).contains(made);
    assertThat(store.find(namespace, "b")).isEmpty();
    assertThat(store.find("other", "a")).isEmpty();
  }

  @Test
  void shouldReplaceOnlyTheRevisionBefore() {
    store.save(association("a", State.ENABLED, null, 1));
    Association paused = association("a", State.PAUSED, "größer", 2);

    assertThat(store.save(association("a", State.DISABLED, null, 3))).isFalse();
    assertThat(store.save(paused)).isTrue();
    assertThat(store.save(paused)).isFalse();

    assertThat(store.find(namespace, "a")).contains(paused);
    assertThat(store.paused()).contains(paused);
  }

  @Test
  void shouldListInOrderOfNames() {
    Association b = association("b", State.ENABLED, null, 1);
    Association a = association("a", State.ENABLED, null, 1);
    store.save(b);
    store.save(a);

    assertThat(store.list(namespace)).containsExactly(a, b);
    assertThat(store.paused()).doesNotContain(a, b);
  }

  @Test
  void shouldDeleteItsEventsThatWaitWithIt() {
    store.save(association("a", State.ENABLED, null, 1));
    QueuedEvent own = event("a");
    QueuedEvent other = event("b");
    database.queue().add(List.of(new Accepting(own, null), new Accepting(other, null)));

    assertThat(store.delete(namespace, "a")).isTrue();
    assertThat(store.delete(namespace, "a")).isFalse();

    assertThat(store.find(namespace, "a")).isEmpty();
    assertThat(database.queue().list(namespace, null, null, 10)).containsExactly(other);
  }

  private QueuedEvent event(String association) {
    return QueuedEvent.fresh(
        fresh("q1"),
        new QueueName(namespace, "f", association),
        "latest",
        "association:" + association,
        Content.of(new byte[] {1}, "application/octet-stream", "e", "/s"),
        Routing.NONE,
        NOW);
  }
}

package dev.sluice.store.sink;

import static dev.sluice.store.TestData.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.option.Definition;
import dev.sluice.core.option.Value;
import dev.sluice.core.sink.SinkStore;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of sinks must do. */
abstract class SinkStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  private SinkStore store;

  @Override
  protected void useStores() {
    store = database.sinks();
  }

  private Definition sink(String name, long revision) {
    return new Definition(
        namespace + name,
        namespace,
        name,
        "kafka",
        "größer '; drop table sinks; --",
        Map.of(
            "servers", new Value.Texts(List.of("a:1", "b:2")),
            "topic", new Value.Text("größer 😀 " + revision),
            "password", new Value.Secret("entries")),
        NOW,
        NOW.plusSeconds(revision),
        revision,
        revision == 1 ? null : "shop");
  }

  @Test
  void shouldKeepASinkAsItIs() {
    Definition made = sink("a", 1);

    assertThat(store.save(made)).isTrue();
    assertThat(store.save(made)).isFalse();

    assertThat(store.find(namespace, "a")).contains(made);
    assertThat(store.find(namespace, "b")).isEmpty();
    assertThat(store.find("other", "a")).isEmpty();
  }

  @Test
  void shouldReplaceOnlyTheRevisionBefore() {
    store.save(sink("a", 1));

    assertThat(store.save(sink("a", 3))).isFalse();
    assertThat(store.save(sink("a", 2))).isTrue();
    assertThat(store.save(sink("a", 2))).isFalse();

    assertThat(store.find(namespace, "a")).contains(sink("a", 2));
  }

  @Test
  void shouldListInOrderOfNamesAndDelete() {
    store.save(sink("b", 1));
    store.save(sink("a", 1));

    assertThat(store.list(namespace)).containsExactly(sink("a", 1), sink("b", 1));
    assertThat(store.delete(sink("a", 1))).isTrue();
    assertThat(store.delete(sink("a", 1))).isFalse();
    assertThat(store.list(namespace)).containsExactly(sink("b", 1));
  }
}

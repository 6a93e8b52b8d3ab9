package dev.sluice.store.source;

import static dev.sluice.store.TestData.NOW;
import static dev.sluice.store.TestData.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.option.Definition;
import dev.sluice.core.option.Value;
import dev.sluice.core.source.Source;
import dev.sluice.core.source.SourceStore;
import dev.sluice.core.source.SourceStore.Position;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of sources must do. */
abstract class SourceStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  private SourceStore store;

  @Override
  protected void useStores() {
    store = database.sources();
  }

  private Source source(String name, boolean paused, long revision) {
    return new Source(
        new Definition(
            namespace + name,
            namespace,
            name,
            "kafka",
            "größer '; drop table sources; --",
            Map.of(
                "servers", new Value.Texts(List.of("a:1", "b:2")),
                "group", new Value.Text("größer 😀"),
                "password", new Value.Secret("entries"),
                "properties", new Value.Entries(Map.of("secret", "x", "entries", "y"))),
            NOW,
            NOW.plusSeconds(revision),
            revision,
            revision == 1 ? null : "shop"),
        paused,
        NOW.minusSeconds(1));
  }

  @Test
  void shouldKeepASourceAsItIs() {
    Source made = source("a", false, 1);

    assertThat(store.save(made)).isTrue();
    assertThat(store.save(made)).isFalse();

    assertThat(store.find(namespace, "a")).contains(made);
    assertThat(store.find(namespace, "b")).isEmpty();
    assertThat(store.find("other", "a")).isEmpty();
  }

  @Test
  void shouldReplaceOnlyTheRevisionBefore() {
    store.save(source("a", false, 1));
    Source paused = source("a", true, 2);

    assertThat(store.save(source("a", false, 3))).isFalse();
    assertThat(store.save(paused)).isTrue();
    assertThat(store.save(paused)).isFalse();

    assertThat(store.find(namespace, "a")).contains(paused);
  }

  @Test
  void shouldListInOrderOfNames() {
    Source b = source("b", false, 1);
    Source a = source("a", true, 1);
    store.save(b);
    store.save(a);

    assertThat(store.list(namespace)).containsExactly(a, b);
    assertThat(store.all()).contains(a, b);
  }

  @Test
  void shouldRememberWhereEachSourceStands() {
    String one = fresh("one");
    String other = fresh("other");

    store.remember(List.of());
    store.remember(List.of(at(one, "x", "1"), at(one, "y", "größer"), at(other, "x", "3")));
    store.remember(List.of(at(one, "x", "2"), new Position(one, "y", Optional.empty())));

    assertThat(store.positions(one)).isEqualTo(Map.of("x", "2"));
    assertThat(store.positions(other)).isEqualTo(Map.of("x", "3"));
    assertThat(store.positions("none")).isEmpty();
  }

  @Test
  void shouldForgetWhereADeletedSourceStood() {
    Source source = source("a", false, 1);
    store.save(source);
    store.remember(List.of(at(source.id(), "x", "1")));

    assertThat(store.delete(source)).isTrue();
    assertThat(store.delete(source)).isFalse();

    assertThat(store.find(namespace, "a")).isEmpty();
    assertThat(store.positions(source.id())).isEmpty();
  }

  private static Position at(String source, String key, String position) {
    return new Position(source, key, Optional.of(position));
  }
}

package dev.sluice.store.role;

import static dev.sluice.store.TestData.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.role.Role;
import dev.sluice.core.role.RoleStore;
import dev.sluice.store.DatabaseContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of roles must do. */
abstract class RoleStoreContract extends DatabaseContract {
  @SuppressWarnings("NullAway.Init") // opened before all
  private RoleStore store;

  @Override
  protected void useStores() {
    store = database.roles();
  }

  private Role role(String name, long revision) {
    return new Role(
        namespace,
        name,
        "größer '; drop table roles; --",
        new Role.Allowed(
            List.of("a", "größer 😀 " + revision), List.of(), List.of("t.*"), List.of("kind:sql")),
        NOW,
        NOW.plusSeconds(revision),
        revision,
        revision == 1 ? null : "shop");
  }

  @Test
  void shouldKeepARoleAsItIs() {
    assertThat(store.save(role("a", 1))).isTrue();
    assertThat(store.save(role("a", 1))).isFalse();
    assertThat(store.find(namespace, "a")).contains(role("a", 1));
    assertThat(store.find(namespace, "b")).isEmpty();
    assertThat(store.find("other", "a")).isEmpty();
  }

  @Test
  void shouldReplaceOnlyTheRevisionBefore() {
    store.save(role("a", 1));
    assertThat(store.save(role("a", 3))).isFalse();
    assertThat(store.save(role("a", 2))).isTrue();
    assertThat(store.save(role("a", 2))).isFalse();
    assertThat(store.find(namespace, "a")).contains(role("a", 2));
  }

  @Test
  void shouldListInOrderOfNamesAndDelete() {
    store.save(role("b", 1));
    store.save(role("a", 1));
    assertThat(store.list(namespace)).containsExactly(role("a", 1), role("b", 1));
    assertThat(store.users(namespace, "a", 5)).isEmpty();
    assertThat(store.delete(namespace, "a")).isTrue();
    assertThat(store.delete(namespace, "a")).isFalse();
    assertThat(store.list(namespace)).containsExactly(role("b", 1));
  }
}

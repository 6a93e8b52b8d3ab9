package dev.sluice.store.binding;

import static dev.sluice.store.TestData.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.binding.StateStore;
import dev.sluice.store.DatabaseContract;
import org.junit.jupiter.api.Test;

/** What every store of values by keys must do. */
abstract class StateStoreContract extends DatabaseContract {
  private static final int MOST = 2;

  @SuppressWarnings("NullAway.Init") // opened before all
  private StateStore store;

  @Override
  protected void useStores() {
    store = database.bindingState();
  }

  private boolean put(String place, String key, String content) {
    return store.put(namespace, place, key, content, NOW, MOST);
  }

  @Test
  void shouldKeepTheLastValueOfAKey() {
    assertThat(put("s", "größer 😀", "{\"a\":\"\\u0000\"}")).isTrue();
    assertThat(store.find(namespace, "s", "größer 😀")).contains("{\"a\":\"\\u0000\"}");

    assertThat(put("s", "größer 😀", "2")).isTrue();

    assertThat(store.find(namespace, "s", "größer 😀")).contains("2");
    assertThat(store.find(namespace, "other", "größer 😀")).isEmpty();
    assertThat(store.find("other", "s", "größer 😀")).isEmpty();
  }

  @Test
  void shouldForgetWhatIsDeleted() {
    put("s", "a", "1");

    store.delete(namespace, "s", "a");
    store.delete(namespace, "s", "a");

    assertThat(store.find(namespace, "s", "a")).isEmpty();
  }

  @Test
  void shouldTakeNoMoreKeysThanAStoreMayHaveAndStillReplaceThem() {
    assertThat(put("s", "a", "1")).isTrue();
    assertThat(put("s", "b", "1")).isTrue();

    assertThat(put("s", "c", "1")).isFalse();

    assertThat(put("s", "a", "2")).isTrue();
    assertThat(put("t", "c", "1")).isTrue();
  }
}

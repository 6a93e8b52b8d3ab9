package dev.sluice.store.binding;

import dev.sluice.core.binding.StateKind;
import dev.sluice.core.binding.StateStore;
import dev.sluice.store.sql.Times;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Values by keys in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE}
 * when the database does not answer. Thread-safe.
 */
public final class JdbcStateStore implements StateStore {
  private static final String STORE = " where namespace = :namespace and store = :store";
  private static final String WHERE = STORE + " and state_key = :key";

  /** Two who put the same new key at once: one of them finds it at the second try. */
  private static final int TRIES = 3;

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcStateStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<String> find(String namespace, String store, String key) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select content from binding_state" + WHERE)
                .bind("namespace", namespace)
                .bind("store", store)
                .bind("key", key)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public boolean put(
      String namespace, String store, String key, String content, Instant now, int most) {
    for (int tries = 1; tries < TRIES; tries++) {
      if (transactions.changeIfFree(
          handle ->
              update(handle, namespace, store, key, content, now)
                  || insert(handle, namespace, store, key, content, now, most))) {
        return true;
      }
    }
    return transactions.change(handle -> update(handle, namespace, store, key, content, now));
  }

  private static boolean update(
      Handle handle, String namespace, String store, String key, String content, Instant now) {
    return handle
            .createUpdate("update binding_state set content = :content, modified_at = :now" + WHERE)
            .bind("namespace", namespace)
            .bind("store", store)
            .bind("key", key)
            .bind("content", content)
            .bind("now", Times.column(now))
            .execute()
        == 1;
  }

  private static boolean insert(
      Handle handle,
      String namespace,
      String store,
      String key,
      String content,
      Instant now,
      int most) {
    int keys =
        handle
            .createQuery("select count(*) from binding_state" + STORE)
            .bind("namespace", namespace)
            .bind("store", store)
            .mapTo(Integer.class)
            .one();
    return keys < most
        && handle
                .createUpdate(
                    "insert into binding_state (namespace, store, state_key, content, modified_at)"
                        + " values (:namespace, :store, :key, :content, :now)")
                .bind("namespace", namespace)
                .bind("store", store)
                .bind("key", key)
                .bind("content", content)
                .bind("now", Times.column(now))
                .execute()
            == 1;
  }

  @Override
  public void delete(String namespace, String store, String key) {
    int unused =
        transactions.change(
            handle ->
                handle
                    .createUpdate("delete from binding_state" + WHERE)
                    .bind("namespace", namespace)
                    .bind("store", store)
                    .bind("key", key)
                    .execute());
  }

  /** Removes all that a function that is deleted has stored; within its transaction. */
  public static void forget(Handle handle, String namespace, String function) {
    int unused =
        handle
            .createUpdate("delete from binding_state" + STORE)
            .bind("namespace", namespace)
            .bind("store", StateKind.own(function))
            .execute();
  }
}

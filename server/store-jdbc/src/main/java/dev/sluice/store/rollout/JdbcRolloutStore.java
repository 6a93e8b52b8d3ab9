package dev.sluice.store.rollout;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.rollout.LogEntry;
import dev.sluice.core.rollout.Numbers;
import dev.sluice.core.rollout.Rollout;
import dev.sluice.core.rollout.RolloutStore;
import dev.sluice.store.function.AliasShift;
import dev.sluice.store.sql.DuplicateKeyException;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.Transactions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcRolloutStore implements RolloutStore {
  private static final String ROLLOUTS = "select * from rollouts";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcRolloutStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Started start(Rollout rollout, LogEntry entry, AliasRecord shifted) {
    try {
      return transactions.change(
          handle ->
              switch (AliasShift.shift(handle, shifted)) {
                case STALE -> Started.STALE;
                case MISSING_VERSION -> Started.MISSING_VERSION;
                case IN_ROLLOUT -> Started.ACTIVE;
                case SAVED -> {
                  RolloutTable.prune(handle, rollout.functionId(), KEPT);
                  RolloutTable.insert(handle, rollout);
                  RolloutTable.log(handle, rollout, entry);
                  yield Started.STARTED;
                }
              });
    } catch (DuplicateKeyException e) {
      return Started.ACTIVE;
    }
  }

  @Override
  public boolean apply(Rollout rollout, LogEntry entry, @Nullable AliasRecord shifted) {
    return transactions.change(
        handle -> {
          if (!AliasShift.lock(handle, rollout.functionId(), shifted)
              || !RolloutTable.update(handle, rollout)) {
            return false;
          }
          if (shifted != null) {
            AliasShift.save(handle, shifted);
          }
          RolloutTable.log(handle, rollout, entry);
          return true;
        });
  }

  @Override
  public void keep(String id, long revision, Numbers numbers) {
    int unused =
        transactions.change(
            handle ->
                handle
                    .createUpdate(
                        "update rollouts set numbers = :numbers where id = :id"
                            + " and revision = :revision")
                    .bind("numbers", PlanJson.write(numbers))
                    .bind("id", id)
                    .bind("revision", revision)
                    .execute());
  }

  @Override
  public Optional<Rollout> find(String functionId, String id) {
    return transactions.read(
        handle ->
            handle
                .createQuery(ROLLOUTS + " where id = :id and function_id = :function")
                .bind("id", id)
                .bind("function", functionId)
                .map(RolloutTable::row)
                .findOne());
  }

  @Override
  public List<LogEntry> log(String id) {
    return transactions.read(
        handle ->
            handle
                .createQuery("select * from rollout_log where rollout_id = :id order by entry")
                .bind("id", id)
                .map(RolloutTable::entry)
                .list());
  }

  @Override
  public List<Rollout> list(String functionId, @Nullable String before, int limit) {
    return transactions.read(
        handle ->
            new Select(ROLLOUTS)
                .where("function_id = ?", functionId)
                .whereIf("id < ?", before)
                .list(handle, "function_id desc, id desc", limit, RolloutTable::row));
  }

  @Override
  public List<Rollout> active() {
    return transactions.read(
        handle ->
            handle
                .createQuery(ROLLOUTS + " where active_alias is not null order by id")
                .map(RolloutTable::row)
                .list());
  }
}

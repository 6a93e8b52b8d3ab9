package dev.sluice.store.stats;

import dev.sluice.core.stats.StatsKey;
import dev.sluice.core.stats.StatsStore;
import dev.sluice.core.stats.Tally;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Numbers in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcStatsStore implements StatsStore {
  private static final String[] TABLES = {"invocation_stats", "invocation_throttles"};

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcStatsStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<StatsKey, Tally> read(String namespace, String function, Instant from, Instant until) {
    return transactions.read(
        handle -> {
          Map<StatsKey, Tally> minutes = new HashMap<>();
          for (String table : TABLES) {
            handle
                .createQuery(
                    "select * from "
                        + table
                        + " where namespace = :namespace and function_name = :function"
                        + " and minute_of >= :from and minute_of < :until")
                .bind("namespace", namespace)
                .bind("function", function)
                .bind("from", ceiling(from))
                .bind("until", ceiling(until))
                .map(
                    (row, context) -> {
                      Tally tally =
                          minutes.computeIfAbsent(StatsTable.key(row), key -> new Tally());
                      if (table.equals(TABLES[0])) {
                        tally.add(StatsTable.tally(row));
                      } else {
                        tally.addThrottled(row.getLong("throttled"));
                      }
                      return tally;
                    })
                .list();
          }
          return minutes;
        });
  }

  /** The first minute that begins then or later. */
  private static long ceiling(Instant instant) {
    return StatsKey.minute(instant.plusSeconds(59).plusNanos(999_999_999));
  }

  @Override
  public void addThrottled(Map<StatsKey, Long> counts) {
    transactions.write(
        handle -> {
          counts.forEach((key, count) -> addThrottled(handle, key, count));
          return counts.size();
        });
  }

  private static void addThrottled(Handle handle, StatsKey key, long count) {
    int rows =
        StatsTable.bind(
                handle.createUpdate(
                    "update invocation_throttles set throttled = throttled + :count"
                        + " where namespace = :namespace and function_name = :function"
                        + " and minute_of = :minute and version = :version"
                        + " and qualifier = :qualifier"),
                key)
            .bind("count", count)
            .execute();
    if (rows == 0) {
      StatsTable.bind(
              handle.createUpdate(
                  "insert into invocation_throttles (namespace, function_name, minute_of,"
                      + " version, qualifier, throttled) values (:namespace, :function, :minute,"
                      + " :version, :qualifier, :count)"),
              key)
          .bind("count", count)
          .execute();
    }
  }

  @Override
  public void prune(Instant before) {
    for (String table : TABLES) {
      transactions.write(
          handle ->
              handle
                  .createUpdate("delete from " + table + " where minute_of < :before")
                  .bind("before", ceiling(before))
                  .execute());
    }
  }
}

package dev.sluice.store.stats;

import dev.sluice.core.stats.StatsKey;
import dev.sluice.core.stats.StatsStore;
import dev.sluice.core.stats.Tally;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Numbers in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcStatsStore implements StatsStore {
  private static final String COUNTED = "invocation_stats";
  private static final String THROTTLED = "invocation_throttles";

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
          Function<String, Query> in =
              table ->
                  handle
                      .createQuery(
                          "select * from "
                              + table
                              + " where namespace = :namespace and function_name = :function"
                              + " and minute_of >= :from and minute_of < :until")
                      .bind("namespace", namespace)
                      .bind("function", function)
                      .bind("from", ceiling(from))
                      .bind("until", ceiling(until));
          in.apply(COUNTED)
              .map((row, context) -> Map.entry(StatsTable.key(row), StatsTable.tally(row)))
              .forEach(counted -> minutes.put(counted.getKey(), counted.getValue()));
          in.apply(THROTTLED)
              .map((row, context) -> Map.entry(StatsTable.key(row), row.getLong("throttled")))
              .forEach(
                  away ->
                      minutes
                          .computeIfAbsent(away.getKey(), key -> new Tally())
                          .addThrottled(away.getValue()));
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
    for (String table : List.of(COUNTED, THROTTLED)) {
      transactions.write(
          handle ->
              handle
                  .createUpdate("delete from " + table + " where minute_of < :before")
                  .bind("before", ceiling(before))
                  .execute());
    }
  }
}

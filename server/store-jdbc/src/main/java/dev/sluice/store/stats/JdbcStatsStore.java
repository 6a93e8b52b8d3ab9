package dev.sluice.store.stats;

import dev.sluice.core.stats.Sample;
import dev.sluice.core.stats.SampleKey;
import dev.sluice.core.stats.StatsKey;
import dev.sluice.core.stats.StatsStore;
import dev.sluice.core.stats.Tally;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Numbers in an SQL database. All methods throw core's exception {@code STORAGE_UNAVAILABLE} when
 * the database does not answer. Thread-safe.
 */
public final class JdbcStatsStore implements StatsStore {
  private static final String COUNTED = "invocation_stats";
  private static final String THROTTLED = "invocation_throttles";
  private static final String SAMPLED = "function_samples";

  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcStatsStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<StatsKey, Tally> read(
      String namespace, List<String> functions, Instant from, Instant until) {
    return transactions.read(
        handle -> {
          Map<StatsKey, Tally> minutes = new HashMap<>();
          rows(handle, COUNTED, namespace, functions, from, until)
              .map((row, context) -> Map.entry(StatsTable.key(row), StatsTable.tally(row)))
              .forEach(counted -> minutes.put(counted.getKey(), counted.getValue()));
          rows(handle, THROTTLED, namespace, functions, from, until)
              .map((row, context) -> Map.entry(StatsTable.key(row), row.getLong("throttled")))
              .forEach(
                  away ->
                      minutes
                          .computeIfAbsent(away.getKey(), key -> new Tally())
                          .addThrottled(away.getValue()));
          return minutes;
        });
  }

  private static Query rows(
      Handle handle,
      String table,
      String namespace,
      List<String> functions,
      Instant from,
      Instant until) {
    Query query =
        handle.createQuery(
            "select * from "
                + table
                + " where namespace = :namespace"
                + (functions.isEmpty() ? "" : " and function_name in (<functions>)")
                + " and minute_of >= :from and minute_of < :until");
    if (!functions.isEmpty()) {
      query.bindList("functions", functions);
    }
    return query
        .bind("namespace", namespace)
        .bind("from", ceiling(from))
        .bind("until", ceiling(until));
  }

  @Override
  public Map<SampleKey, Sample> samples(
      String namespace, List<String> functions, Instant from, Instant until) {
    return transactions.read(
        handle ->
            rows(handle, SAMPLED, namespace, functions, from, until)
                .map((row, context) -> Map.entry(SamplesTable.key(row), SamplesTable.sample(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void addSamples(Map<SampleKey, Sample> samples) {
    transactions.write(
        handle -> {
          samples.forEach((key, sample) -> SamplesTable.add(handle, key, sample));
          return samples.size();
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
    for (String table : List.of(COUNTED, THROTTLED, SAMPLED)) {
      transactions.write(
          handle ->
              handle
                  .createUpdate("delete from " + table + " where minute_of < :before")
                  .bind("before", ceiling(before))
                  .execute());
    }
  }
}

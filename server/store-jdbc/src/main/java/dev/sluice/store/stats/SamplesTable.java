package dev.sluice.store.stats;

import dev.sluice.core.stats.Sample;
import dev.sluice.core.stats.SampleKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Statements on samples; the caller has the transaction, and is the only one that adds. */
final class SamplesTable {
  private static final String WHERE =
      " where namespace = :namespace and function_name = :function and minute_of = :minute";

  private SamplesTable() {}

  static void add(Handle handle, SampleKey key, Sample sample) {
    int rows =
        bind(
                handle.createUpdate(
                    "update function_samples set backlog = greatest(backlog, :backlog),"
                        + " delay_millis = greatest(delay_millis, :delay),"
                        + " instances = greatest(instances, :instances)"
                        + WHERE),
                key,
                sample)
            .execute();
    if (rows == 0) {
      bind(
              handle.createUpdate(
                  "insert into function_samples (namespace, function_name, minute_of, backlog,"
                      + " delay_millis, instances) values (:namespace, :function, :minute,"
                      + " :backlog, :delay, :instances)"),
              key,
              sample)
          .execute();
    }
  }

  private static <S extends SqlStatement<S>> S bind(S statement, SampleKey key, Sample sample) {
    return statement
        .bind("namespace", key.namespace())
        .bind("function", key.function())
        .bind("minute", key.minute())
        .bind("backlog", sample.backlog())
        .bind("delay", sample.delay().toMillis())
        .bind("instances", sample.instances());
  }

  static SampleKey key(ResultSet row) throws SQLException {
    return new SampleKey(
        row.getString("namespace"), row.getString("function_name"), row.getLong("minute_of"));
  }

  static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        row.getLong("backlog"),
        Duration.ofMillis(row.getLong("delay_millis")),
        row.getInt("instances"));
  }
}

package dev.sluice.store.stats;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.stats.Histogram;
import dev.sluice.core.stats.StatsKey;
import dev.sluice.core.stats.Tally;
import dev.sluice.store.invocation.CountsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Statements on tallies; the caller has the transaction, and is the only one that adds. */
public final class StatsTable {
  private static final String WHERE =
      " where namespace = :namespace and function_name = :function and minute_of = :minute"
          + " and version = :version and qualifier = :qualifier";

  private StatsTable() {}

  /** Counts invocations in, a few statements for all of one minute and way. */
  public static void add(Handle handle, List<InvocationRecord> invocations) {
    Map<StatsKey, Tally> some = new HashMap<>();
    for (InvocationRecord done : invocations) {
      some.computeIfAbsent(StatsKey.of(done), key -> new Tally()).add(done);
    }
    some.forEach(
        (key, tally) -> {
          Optional<Tally> known = find(handle, key);
          known.ifPresent(tally::add);
          save(handle, key, tally, known.isPresent());
        });
  }

  private static Optional<Tally> find(Handle handle, StatsKey key) {
    return bind(handle.createQuery("select * from invocation_stats" + WHERE), key)
        .map((row, context) -> tally(row))
        .findOne();
  }

  private static void save(Handle handle, StatsKey key, Tally tally, boolean known) {
    String sql =
        known
            ? "update invocation_stats set invocations = :invocations, cold = :cold,"
                + " replays = :replays, retries = :retries, errors = :errors, busy_nanos = :busy,"
                + " durations = :durations, queues = :queues, cpu_nanos = :cpu,"
                + " peak_memory_bytes = :peak, mebibyte_millis = :mebibyteMillis,"
                + " counts = :counts"
                + WHERE
            : "insert into invocation_stats (namespace, function_name, minute_of, version,"
                + " qualifier, invocations, cold, replays, retries, errors, busy_nanos, durations,"
                + " queues, cpu_nanos, peak_memory_bytes, mebibyte_millis, counts) values (:namespace,"
                + " :function, :minute, :version, :qualifier,"
                + " :invocations, :cold, :replays, :retries, :errors, :busy, :durations, :queues,"
                + " :cpu, :peak, :mebibyteMillis, :counts)";
    bind(handle.createUpdate(sql), key)
        .bind("invocations", tally.invocations())
        .bind("cold", tally.cold())
        .bind("replays", tally.replays())
        .bind("retries", tally.retries())
        .bind("errors", errors(tally.errors()))
        .bind("busy", tally.busy().toNanos())
        .bind("durations", tally.durations().text())
        .bind("queues", tally.queues().text())
        .bind("cpu", tally.processor().toNanos())
        .bind("peak", tally.peakMemoryBytes())
        .bind("mebibyteMillis", tally.mebibyteMillis())
        .bind("counts", CountsJson.write(tally.counts()))
        .execute();
  }

  static <S extends SqlStatement<S>> S bind(S statement, StatsKey key) {
    return statement
        .bind("namespace", key.namespace())
        .bind("function", key.function())
        .bind("minute", key.minute())
        .bind("version", key.version())
        .bind("qualifier", key.qualifier());
  }

  static StatsKey key(ResultSet row) throws SQLException {
    return new StatsKey(
        row.getString("namespace"),
        row.getString("function_name"),
        row.getString("version"),
        row.getString("qualifier"),
        row.getLong("minute_of"));
  }

  static Tally tally(ResultSet row) throws SQLException {
    Tally tally =
        Tally.of(
            row.getLong("invocations"),
            row.getLong("cold"),
            row.getLong("replays"),
            errors(row.getString("errors")),
            Duration.ofNanos(row.getLong("busy_nanos")),
            new InvocationRecord.Usage(
                Duration.ofNanos(row.getLong("cpu_nanos")),
                row.getLong("peak_memory_bytes"),
                row.getLong("mebibyte_millis")),
            Histogram.parse(row.getString("durations")),
            Histogram.parse(row.getString("queues")));
    tally.addRetries(row.getLong("retries"));
    CountsJson.read(row.getString("counts")).forEach(tally::count);
    return tally;
  }

  private static String errors(Map<ErrorCode, Long> errors) {
    return new TreeMap<>(errors)
        .entrySet().stream()
            .map(error -> error.getKey() + ":" + error.getValue())
            .collect(Collectors.joining(","));
  }

  private static Map<ErrorCode, Long> errors(String text) {
    Map<ErrorCode, Long> errors = new EnumMap<>(ErrorCode.class);
    for (String part : text.split(",", -1)) {
      int colon = part.indexOf(':');
      if (colon > 0) {
        errors.put(
            ErrorCode.valueOf(part.substring(0, colon)), Long.parseLong(part.substring(colon + 1)));
      }
    }
    return errors;
  }
}

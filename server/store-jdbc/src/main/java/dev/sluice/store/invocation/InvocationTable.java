package dev.sluice.store.invocation;

import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationRecord.Phases;
import dev.sluice.core.invocation.InvocationRecord.RoutedBy;
import dev.sluice.core.invocation.InvocationRecord.Status;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Statements on invocations; the caller has the transaction. */
final class InvocationTable {
  private static final int MAX_TEXT = 1_000;

  /** All but the payload, which can be large. */
  private static final String COLUMNS =
      "id, namespace, function_name, version, qualifier, routed_by, trigger_kind, status, cold,"
          + " created_nanos, duration_nanos, queue_nanos, sandbox_nanos, load_nanos,"
          + " handler_nanos, request_bytes, content_type, event_id, result_bytes, result_digest,"
          + " replay_of, failure, attempts, delay_nanos, cpu_nanos, peak_memory_bytes,"
          + " mebibyte_millis, bindings_nanos, trace_id, counts";

  private InvocationTable() {}

  /** Plain JDBC: the fastest way in, and this is the platform's most frequent write. */
  static void insert(Connection connection, List<InvocationRecord> invocations)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into invocations (id, namespace, function_name, version, qualifier,"
                + " trigger_kind, status, cold, created_nanos, duration_nanos, queue_nanos,"
                + " sandbox_nanos, load_nanos, handler_nanos, request_bytes, result_bytes,"
                + " failure, routed_by, content_type, event_id, payload, result_digest, replay_of,"
                + " attempts, delay_nanos, result_type, result, cpu_nanos, peak_memory_bytes,"
                + " mebibyte_millis, bindings_nanos, trace_id, counts)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (InvocationRecord invocation : invocations) {
        bind(insert, invocation);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, InvocationRecord invocation)
      throws SQLException {
    insert.setString(1, invocation.id());
    insert.setString(2, invocation.namespace());
    insert.setString(3, invocation.function());
    insert.setString(4, invocation.version());
    insert.setString(5, StoredText.of(invocation.qualifier(), MAX_TEXT));
    insert.setString(6, StoredText.of(invocation.trigger(), MAX_TEXT));
    insert.setString(7, invocation.status().name());
    if (invocation.cold() == null) {
      insert.setNull(8, Types.BOOLEAN);
    } else {
      insert.setBoolean(8, invocation.cold());
    }
    insert.setLong(9, Nanos.of(invocation.createdAt()));
    insert.setLong(10, invocation.duration().toNanos());
    insert.setLong(11, invocation.phases().queue().toNanos());
    insert.setLong(12, invocation.phases().sandbox().toNanos());
    insert.setLong(13, invocation.phases().load().toNanos());
    insert.setLong(14, invocation.phases().handler().toNanos());
    InvocationRecord.Request request = invocation.request();
    insert.setLong(15, request.bytes());
    insert.setLong(16, invocation.resultBytes());
    insert.setString(17, FailureJson.write(invocation.failure()));
    insert.setString(18, invocation.routedBy().name());
    insert.setString(19, StoredText.of(request.contentType(), MAX_TEXT));
    String event = request.eventId();
    insert.setString(20, event == null ? null : StoredText.of(event, MAX_TEXT));
    insert.setBytes(21, request.payload());
    insert.setString(22, invocation.resultDigest());
    insert.setString(23, invocation.replayOf());
    bind(insert, invocation.async());
    bind(insert, invocation.usage());
    insert.setLong(31, invocation.phases().bindings().toNanos());
    insert.setString(32, invocation.traceId());
    insert.setString(
        33, invocation.counts().isEmpty() ? null : CountsJson.write(invocation.counts()));
  }

  private static void bind(PreparedStatement insert, InvocationRecord.@Nullable Usage usage)
      throws SQLException {
    if (usage == null) {
      insert.setNull(28, Types.BIGINT);
      insert.setNull(29, Types.BIGINT);
      insert.setNull(30, Types.BIGINT);
    } else {
      insert.setLong(28, usage.processor().toNanos());
      insert.setLong(29, usage.peakMemoryBytes());
      insert.setLong(30, usage.mebibyteMillis());
    }
  }

  private static void bind(PreparedStatement insert, InvocationRecord.@Nullable Async async)
      throws SQLException {
    if (async == null) {
      insert.setNull(24, Types.INTEGER);
      insert.setNull(25, Types.BIGINT);
    } else {
      insert.setInt(24, async.attempts());
      insert.setLong(25, async.delay().toNanos());
    }
    InvocationRecord.Result result = async == null ? null : async.result();
    insert.setString(26, result == null ? null : StoredText.of(result.contentType(), MAX_TEXT));
    insert.setBytes(27, result == null ? null : result.body());
  }

  static Optional<InvocationRecord> find(Handle handle, String namespace, String id) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + ", payload, result_type, result from invocations"
                + " where namespace = :namespace and id = :id")
        .bind("namespace", namespace)
        .bind("id", id)
        .map((row, context) -> invocation(row, row.getBytes("payload"), result(row)))
        .findOne();
  }

  static Map<String, InvocationRecord> results(Handle handle, String namespace, List<String> ids) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + ", result_type, result from invocations"
                + " where namespace = :namespace and id in (<ids>)")
        .bind("namespace", namespace)
        .bindList("ids", ids)
        .map((row, context) -> invocation(row, null, result(row)))
        .collect(Collectors.toMap(InvocationRecord::id, Function.identity()));
  }

  static List<InvocationRecord> list(Handle handle, InvocationQuery query) {
    Status status = query.status();
    // Ordered by all columns of the index that is used, or H2 would sort the whole namespace.
    String order =
        query.function() == null
            ? "namespace desc, id desc"
            : "namespace desc, function_name desc, id desc";
    return new Select("select " + COLUMNS + " from invocations")
        .where("namespace = ?", query.namespace())
        .whereIf("function_name = ?", query.function())
        .whereIf("version = ?", query.version())
        .whereIf("status = ?", status == null ? null : status.name())
        .whereIf("created_nanos >= ?", nanos(query.since()))
        .whereIf("created_nanos < ?", nanos(query.until()))
        .whereIf("id < ?", query.before())
        .list(handle, order, query.limit(), (row, context) -> invocation(row, null, null));
  }

  private static @Nullable Long nanos(@Nullable Instant instant) {
    return instant == null ? null : Nanos.of(instant);
  }

  private static InvocationRecord.@Nullable Result result(ResultSet row) throws SQLException {
    String type = row.getString("result_type");
    return type == null ? null : new InvocationRecord.Result(type, row.getBytes("result"));
  }

  private static InvocationRecord.@Nullable Async async(
      ResultSet row, InvocationRecord.@Nullable Result result) throws SQLException {
    int attempts = row.getInt("attempts");
    return row.wasNull()
        ? null
        : new InvocationRecord.Async(attempts, duration(row, "delay_nanos"), result);
  }

  private static InvocationRecord.@Nullable Usage usage(ResultSet row) throws SQLException {
    long nanos = row.getLong("cpu_nanos");
    return row.wasNull()
        ? null
        : new InvocationRecord.Usage(
            Duration.ofNanos(nanos),
            row.getLong("peak_memory_bytes"),
            row.getLong("mebibyte_millis"));
  }

  private static InvocationRecord invocation(
      ResultSet row, byte @Nullable [] payload, InvocationRecord.@Nullable Result result)
      throws SQLException {
    boolean cold = row.getBoolean("cold");
    Boolean coldOrNull = row.wasNull() ? null : cold;
    return new InvocationRecord(
        row.getString("id"),
        row.getString("namespace"),
        row.getString("function_name"),
        row.getString("version"),
        row.getString("qualifier"),
        RoutedBy.valueOf(row.getString("routed_by")),
        row.getString("trigger_kind"),
        Status.valueOf(row.getString("status")),
        coldOrNull,
        Nanos.instant(row.getLong("created_nanos")),
        duration(row, "duration_nanos"),
        new Phases(
            duration(row, "queue_nanos"),
            duration(row, "sandbox_nanos"),
            duration(row, "load_nanos"),
            duration(row, "handler_nanos"),
            duration(row, "bindings_nanos")),
        usage(row),
        new InvocationRecord.Request(
            row.getLong("request_bytes"),
            row.getString("content_type"),
            row.getString("event_id"),
            payload),
        row.getLong("result_bytes"),
        row.getString("result_digest"),
        row.getString("replay_of"),
        row.getString("trace_id"),
        CountsJson.read(row.getString("counts")),
        async(row, result),
        FailureJson.read(row.getString("failure")));
  }

  private static Duration duration(ResultSet row, String column) throws SQLException {
    return Duration.ofNanos(row.getLong(column));
  }
}

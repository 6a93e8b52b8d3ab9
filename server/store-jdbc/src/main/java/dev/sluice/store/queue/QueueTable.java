package dev.sluice.store.queue;

import dev.sluice.core.invocation.InvocationRecord.Failure;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.store.Pieces;
import dev.sluice.store.invocation.FailureJson;
import dev.sluice.store.invocation.Nanos;
import dev.sluice.store.sql.StoredText;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Statements on queued events; the caller has the transaction. */
public final class QueueTable {
  static final int WAITING = 1;
  static final int CLAIMED = 2;
  static final int DEAD = 3;

  /** The first of its shard, which waits until somebody decides about it. */
  static final int BLOCKED = 4;

  /** All but payloads that are large. */
  static final String COLUMNS =
      "id, namespace, function_name, association, qualifier, trigger_kind, content_type, event_id,"
          + " event_source, payload_bytes, lane, routing_value, depth, replay_of, attempts,"
          + " created_nanos, due_nanos, failure, trace, case when payload_bytes <= "
          + QueueStore.SMALL_BYTES
          + " then payload end as small_payload";

  private static final int MAX_TEXT = 1_000;

  private QueueTable() {}

  /** Adds events, in the caller's transaction. */
  public static void insert(Connection connection, List<QueuedEvent> events) throws SQLException {
    try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into queued_events (id, namespace, function_name, association, qualifier,"
                    + " trigger_kind, content_type, event_id, event_source, payload_bytes, payload,"
                    + " lane, routing_value, depth, replay_of, state, attempts, created_nanos,"
                    + " due_nanos, failure, trace)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        PreparedStatement parts =
            connection.prepareStatement(
                "insert into queued_parts (event_id, part, payload) values (?, ?, ?)")) {
      boolean split = false;
      for (QueuedEvent event : events) {
        bind(insert, event);
        insert.addBatch();
        split |= Pieces.needed(event.content().bytes());
      }
      insert.executeBatch();
      if (split) {
        for (QueuedEvent event : events) {
          addParts(parts, event.id(), payload(event.content()));
        }
        parts.executeBatch();
      }
    }
  }

  private static byte[] payload(Content content) {
    byte[] payload = content.payload();
    if (payload == null) {
      throw new IllegalArgumentException("an event without its payload");
    }
    return payload;
  }

  private static void bind(PreparedStatement insert, QueuedEvent event) throws SQLException {
    QueueName queue = event.queue();
    Content content = event.content();
    byte[] payload = payload(content);
    Routing routing = event.routing();
    insert.setString(1, event.id());
    insert.setString(2, queue.namespace());
    insert.setString(3, queue.function());
    insert.setString(4, QueueColumn.of(queue));
    insert.setString(5, text(event.qualifier()));
    insert.setString(6, text(event.trigger()));
    insert.setString(7, text(content.contentType()));
    insert.setString(8, text(content.eventId()));
    insert.setString(9, text(content.source()));
    insert.setLong(10, payload.length);
    insert.setBytes(11, Pieces.needed(payload.length) ? null : payload);
    insert.setString(12, text(routing.lane()));
    insert.setString(13, text(routing.value()));
    insert.setInt(14, routing.depth());
    insert.setString(15, event.replayOf());
    insert.setInt(16, WAITING);
    insert.setInt(17, event.attempts());
    insert.setLong(18, Nanos.of(event.createdAt()));
    insert.setLong(19, Nanos.of(event.dueAt()));
    insert.setString(20, FailureJson.write(event.failure()));
    insert.setString(21, routing.trace());
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : StoredText.of(text, MAX_TEXT);
  }

  private static void addParts(PreparedStatement parts, String id, byte[] payload)
      throws SQLException {
    if (!Pieces.needed(payload.length)) {
      return;
    }
    int part = 0;
    for (byte[] piece : Pieces.of(payload)) {
      parts.setString(1, id);
      parts.setInt(2, part++);
      parts.setBytes(3, piece);
      parts.addBatch();
    }
  }

  /** The whole payload; empty where there is no such event. */
  static Optional<byte[]> payload(Handle handle, String id) {
    return handle
        .createQuery("select payload_bytes, payload from queued_events where id = :id")
        .bind("id", id)
        .map(
            (row, context) -> {
              byte[] whole = row.getBytes("payload");
              return whole == null ? join(handle, id, row.getInt("payload_bytes")) : whole;
            })
        .findOne();
  }

  private static byte[] join(Handle handle, String id, int bytes) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes);
    handle
        .createQuery("select payload from queued_parts where event_id = :id order by part")
        .bind("id", id)
        .map((row, context) -> row.getBytes("payload"))
        .forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /**
   * Removes all events of an association that wait, with those of its shards, in the caller's
   * transaction.
   */
  public static void removeWaiting(Handle handle, String namespace, String association) {
    Object[] range = QueueColumn.range(association);
    int unused =
        handle
            .createUpdate(
                "delete from queued_events where namespace = ? and "
                    + QueueColumn.WITHIN
                    + " and state <> "
                    + DEAD)
            .bind(0, namespace)
            .bind(1, range[0])
            .bind(2, range[1])
            .bind(3, range[2])
            .execute();
  }

  /**
   * Removes events of a queue that wait, in the caller's transaction.
   *
   * @param except ids of those that stay
   * @return how many events are left that are no dead letters
   */
  public static int removeWaiting(Handle handle, QueueName queue, Set<String> except) {
    String of =
        " from queued_events where namespace = :namespace and function_name = :function"
            + " and association = :association and state <> "
            + DEAD;
    Update removal =
        handle.createUpdate("delete" + of + (except.isEmpty() ? "" : " and id not in (<except>)"));
    if (!except.isEmpty()) {
      removal.bindList("except", List.copyOf(except));
    }
    int unused = removal.bindMap(key(queue)).execute();
    return handle
        .createQuery("select count(*)" + of)
        .bindMap(key(queue))
        .mapTo(Integer.class)
        .one();
  }

  private static Map<String, String> key(QueueName queue) {
    return Map.of(
        "namespace", queue.namespace(),
        "function", queue.function(),
        "association", QueueColumn.of(queue));
  }

  static QueuedEvent event(ResultSet row, StatementContext context) throws SQLException {
    return event(row, row.getBytes("small_payload"));
  }

  static QueuedEvent event(ResultSet row, byte @Nullable [] payload) throws SQLException {
    Failure failure = FailureJson.read(row.getString("failure"));
    return new QueuedEvent(
        row.getString("id"),
        name(row),
        row.getString("qualifier"),
        row.getString("trigger_kind"),
        new Content(
            row.getLong("payload_bytes"),
            payload,
            row.getString("content_type"),
            row.getString("event_id"),
            row.getString("event_source")),
        new Routing(
            row.getString("lane"),
            row.getString("routing_value"),
            row.getInt("depth"),
            row.getString("trace")),
        row.getString("replay_of"),
        row.getInt("attempts"),
        Nanos.instant(row.getLong("created_nanos")),
        Nanos.instant(row.getLong("due_nanos")),
        failure);
  }

  static QueueName name(ResultSet row) throws SQLException {
    return QueueColumn.name(
        row.getString("namespace"), row.getString("function_name"), row.getString("association"));
  }
}

package dev.sluice.store.queue;

import dev.sluice.core.queue.Positions;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.Settlement;
import dev.sluice.core.queue.Settlement.Mark;
import dev.sluice.store.Pieces;
import dev.sluice.store.invocation.Nanos;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Statements on ordered queues as their events are settled; the caller has the transaction. */
public final class StreamTable {
  static final String KEPT =
      "namespace, function_name, association, qualifier, trigger_kind, content_type, event_id,"
          + " event_source, payload_bytes, payload, lane, routing_value, depth, due_nanos";

  private StreamTable() {}

  /** Copies those that are kept; call it before their rows go. */
  static void keep(Connection connection, List<Settlement.Over> ended) throws SQLException {
    List<Settlement.Over> kept =
        ended.stream().filter(is -> is.mark() != null && is.mark().keeps()).toList();
    if (kept.isEmpty()) {
      return;
    }
    try (PreparedStatement copy =
            connection.prepareStatement(
                "insert into kept_events (id, "
                    + KEPT
                    + ") select id, "
                    + KEPT
                    + " from queued_events where id = ? and state <> "
                    + QueueTable.DEAD);
        PreparedStatement parts =
            connection.prepareStatement(
                "insert into kept_parts (event_id, part, payload)"
                    + " select p.event_id, p.part, p.payload from queued_parts p"
                    + " join kept_events k on k.id = p.event_id where p.event_id = ?")) {
      boolean split = false;
      for (Settlement.Over over : kept) {
        copy.setString(1, over.id());
        copy.addBatch();
        if (Pieces.needed(over.record().request().bytes())) {
          parts.setString(1, over.id());
          parts.addBatch();
          split = true;
        }
      }
      copy.executeBatch();
      if (split) {
        parts.executeBatch();
      }
    }
  }

  private static final class Progress {
    private long position;
    private long settled;
    private long lost;
    private long ended;
  }

  /** Moves the checkpoints of those whose rows went. */
  static void move(Connection connection, List<Settlement.Over> done) throws SQLException {
    Map<QueueName, Progress> all = new HashMap<>();
    for (Settlement.Over over : done) {
      Mark mark = over.mark();
      if (mark != null) {
        Progress progress = all.computeIfAbsent(mark.queue(), queue -> new Progress());
        progress.position = Math.max(progress.position, Positions.of(mark.at()));
        progress.settled++;
        progress.ended = Math.max(progress.ended, Nanos.of(mark.ended()));
        if (!mark.keeps() && !over.isDead()) {
          progress.lost = Math.max(progress.lost, Positions.of(mark.at()));
        }
      }
    }
    for (Map.Entry<QueueName, Progress> entry : all.entrySet()) {
      move(connection, entry.getKey(), entry.getValue());
    }
  }

  private static void move(Connection connection, QueueName queue, Progress progress)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update stream_shards set position = ?, settled = settled + ?, settled_nanos = ?,"
                + " lost = greatest(lost, ?)"
                + " where namespace = ? and association = ? and function_name = ?")) {
      update.setLong(1, progress.position);
      update.setLong(2, progress.settled);
      update.setLong(3, progress.ended);
      update.setLong(4, progress.lost);
      update.setString(5, queue.namespace());
      update.setString(6, QueueColumn.of(queue));
      update.setString(7, queue.function());
      if (update.executeUpdate() == 1) {
        return;
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into stream_shards (position, settled, settled_nanos, lost, namespace,"
                + " association, function_name) values (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, progress.position);
      insert.setLong(2, progress.settled);
      insert.setLong(3, progress.ended);
      insert.setLong(4, progress.lost);
      insert.setString(5, queue.namespace());
      insert.setString(6, QueueColumn.of(queue));
      insert.setString(7, queue.function());
      insert.executeUpdate();
    }
  }

  /** Forgets all of an association, in the caller's transaction. */
  public static void remove(Handle handle, String namespace, String association) {
    for (String table : List.of("kept_events", "stream_shards")) {
      Object[] range = QueueColumn.range(association);
      int unused =
          handle.execute(
              "delete from " + table + " where namespace = ? and " + QueueColumn.WITHIN,
              namespace,
              range[0],
              range[1],
              range[2]);
    }
  }
}

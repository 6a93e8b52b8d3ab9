package dev.sluice.store.workflow;

import dev.sluice.core.workflow.ExecutionRecord;
import dev.sluice.core.workflow.ExecutionStore.Turn;
import dev.sluice.core.workflow.engine.State.Status;
import dev.sluice.store.sql.StoredText;
import dev.sluice.store.sql.Times;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each turn of an execution writes, in JDBC's own words: binding by name costs as much as the
 * database does. The caller has the transaction.
 */
final class ExecutionTable {
  private static final int MOST_WAITS = 100_000;
  private static final int MOST_PLACES = 100_000;

  private ExecutionTable() {}

  /** One execution. */
  static Optional<ExecutionRecord> find(Connection connection, String namespace, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select * from executions where id = ? and namespace = ?")) {
      select.setString(1, id);
      select.setString(2, namespace);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(record(row)) : Optional.empty();
      }
    }
  }

  /** The execution of a row with all columns. */
  static ExecutionRecord record(ResultSet row) throws SQLException {
    return new ExecutionRecord(
        row.getString("namespace"),
        row.getString("id"),
        row.getString("workflow"),
        row.getInt("version"),
        row.getString("business_key"),
        Status.valueOf(row.getString("status")),
        Times.instant(row, "created_at"),
        Times.optional(row, "ended_at"),
        row.getInt("events"));
  }

  /** Writes turns with what happened in them. */
  static void write(Connection connection, List<Turn> turns) throws SQLException {
    insert(connection, turns.stream().filter(Turn::fresh).toList());
    update(connection, turns.stream().filter(turn -> !turn.fresh()).toList());
    insertEvents(connection, turns.stream().filter(turn -> turn.events() != null).toList());
  }

  private static void insert(Connection connection, List<Turn> turns) throws SQLException {
    if (turns.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into executions (status, ended_at, events, done, waits, unfinished, at_tasks,"
                + " id, namespace, workflow, version, business_key, created_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Turn turn : turns) {
        ExecutionRecord after = turn.after();
        bind(insert, turn);
        insert.setString(9, after.namespace());
        insert.setString(10, after.workflow());
        insert.setInt(11, after.version());
        insert.setString(12, after.key());
        insert.setObject(13, Times.column(after.createdAt()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void update(Connection connection, List<Turn> turns) throws SQLException {
    if (turns.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update executions set status = ?, ended_at = ?, events = ?, done = ?, waits = ?,"
                + " unfinished = ?, at_tasks = ? where id = ?")) {
      for (Turn turn : turns) {
        bind(update, turn);
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  /** The eight that both statements begin with. */
  private static void bind(PreparedStatement statement, Turn turn) throws SQLException {
    ExecutionRecord after = turn.after();
    Instant ended = after.endedAt();
    statement.setString(1, after.status().name());
    statement.setObject(2, ended == null ? null : Times.column(ended));
    statement.setInt(3, after.events());
    statement.setInt(4, turn.done());
    statement.setString(5, waits(turn.waits()));
    statement.setBoolean(6, !after.status().isOver() || turn.done() < after.events());
    statement.setString(7, places(turn.tasks()));
    statement.setString(8, after.id());
  }

  private static @Nullable String places(List<String> tasks) {
    if (tasks.isEmpty()) {
      return null;
    }
    String places = "\n" + String.join("\n", tasks) + "\n";
    return places.length() > MOST_PLACES ? null : StoredText.of(places, MOST_PLACES);
  }

  /** What {@code at_tasks} has where an execution is at a task; null for any. */
  static @Nullable String place(@Nullable String task) {
    if (task == null) {
      return null;
    }
    return (task.startsWith("/") ? "\n" : "/") + task + "\n";
  }

  private static @Nullable String waits(@Nullable String waits) {
    return waits == null || waits.length() > MOST_WAITS ? null : StoredText.of(waits, MOST_WAITS);
  }

  private static void insertEvents(Connection connection, List<Turn> turns) throws SQLException {
    if (turns.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into execution_events (execution_id, event, part, content)"
                + " values (?, ?, ?, ?)")) {
      for (Turn turn : turns) {
        int part = 0;
        for (String content : Parts.of(String.valueOf(turn.events()))) {
          insert.setString(1, turn.after().id());
          insert.setInt(2, turn.first());
          insert.setInt(3, part++);
          insert.setString(4, content);
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }
}

package dev.sluice.store.workflow;

import dev.sluice.core.workflow.ExecutionStore.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what happened, turn by turn; as {@link ExecutionTable}. */
final class HistoryTable {
  private HistoryTable() {}

  /** One row: a turn, or a part of a long one. */
  private record Row(int event, int part, String content) {}

  /**
   * Turns of an execution, the oldest first.
   *
   * @param from the event that the first one begins with, or a later one
   * @param most so many
   */
  static List<Part> read(Connection connection, String id, int from, int most) throws SQLException {
    List<Part> found = new ArrayList<>();
    int next = from;
    while (found.size() < most) {
      int wanted = most - found.size() + 1;
      List<Row> rows = rows(connection, id, next, wanted);
      boolean more = rows.size() == wanted;
      if (more) {
        // Parts of the last turn may be beyond these rows.
        int last = rows.get(wanted - 1).event();
        rows.removeIf(row -> row.event() == last);
        if (rows.isEmpty()) {
          rows = turn(connection, id, last);
          next = last + 1;
        } else {
          next = last;
        }
      }
      found.addAll(whole(rows));
      if (!more) {
        break;
      }
    }
    return found;
  }

  private static List<Part> whole(List<Row> rows) {
    List<Part> whole = new ArrayList<>();
    Parts parts = new Parts();
    for (Row row : rows) {
      boolean first = row.part() == 0;
      String text = parts.add(first, row.content());
      if (!first) {
        whole.remove(whole.size() - 1);
      }
      whole.add(new Part(row.event(), text));
    }
    return whole;
  }

  private static List<Row> rows(Connection connection, String id, int from, int most)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event, part, content from execution_events where execution_id = ?"
                + " and event >= ? order by event, part fetch first ? rows only")) {
      select.setString(1, id);
      select.setInt(2, from);
      select.setInt(3, most);
      return rows(select);
    }
  }

  private static List<Row> turn(Connection connection, String id, int event) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select event, part, content from execution_events where execution_id = ?"
                + " and event = ? order by part")) {
      select.setString(1, id);
      select.setInt(2, event);
      return rows(select);
    }
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet result = select.executeQuery()) {
      while (result.next()) {
        rows.add(new Row(result.getInt(1), result.getInt(2), result.getString(3)));
      }
    }
    return rows;
  }
}

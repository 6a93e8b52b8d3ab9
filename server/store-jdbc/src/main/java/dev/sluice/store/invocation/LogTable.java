package dev.sluice.store.invocation;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LineFilter;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import dev.sluice.store.sql.Select;
import dev.sluice.store.sql.StoredText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Statements on log lines; the caller has the transaction. */
final class LogTable {
  private static final int MAX_LINE = 1_000_000;
  private static final int PAGE = 1_000;

  private LogTable() {}

  static void insert(Connection connection, List<LogRecord> lines) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into log_lines (id, namespace, function_name, version, invocation,"
                + " time_nanos, stream, level, line) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (LogRecord line : lines) {
        insert.setLong(1, line.id());
        insert.setString(2, line.namespace());
        insert.setString(3, line.owner());
        insert.setString(4, line.version());
        insert.setString(5, line.invocation());
        insert.setLong(6, Nanos.of(line.time()));
        insert.setInt(7, code(line.stream()));
        insert.setInt(8, code(line.level()));
        insert.setString(9, stored(line.text()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * Lines as asked for, oldest first. Their text is compared here, because databases differ in what
   * they take for the same letter, and page by page, because few of many may have it.
   */
  static List<LogRecord> list(Handle handle, LogQuery query) {
    List<LogRecord> lines = new ArrayList<>();
    String text = query.text();
    if (text == null || text.isEmpty()) {
      lines.addAll(page(handle, query, null, query.limit(), LogTable::line));
    } else {
      LineFilter filter = new LineFilter(query);
      RowMapper<Scanned> mapper =
          (row, context) ->
              new Scanned(
                  row.getLong("id"), filter.has(row.getString("line")) ? line(row, context) : null);
      Long last = null;
      List<Scanned> page;
      do {
        page = page(handle, query, last, PAGE, mapper);
        page.stream()
            .map(Scanned::found)
            .filter(Objects::nonNull)
            .limit(query.limit() - lines.size())
            .forEach(lines::add);
        last = page.isEmpty() ? null : page.get(page.size() - 1).id();
      } while (page.size() == PAGE && lines.size() < query.limit());
    }
    if (query.newest()) {
      Collections.reverse(lines);
    }
    return lines;
  }

  private record Scanned(long id, @Nullable LogRecord found) {}

  /** Lines in the order of the query beyond an id, whatever their text. */
  private static <T> List<T> page(
      Handle handle, LogQuery query, @Nullable Long beyond, int limit, RowMapper<T> rows) {
    Level level = query.minLevel();
    String direction = query.newest() ? " desc" : "";
    return new Select("select * from log_lines")
        .where(namespaceIs(query), query.namespace())
        .whereIn("function_name", query.owners())
        .whereIf("version = ?", query.version())
        .whereIf("invocation = ?", query.invocation())
        .whereIf("level >= ?", level == null ? null : code(level))
        .whereIf("time_nanos >= ?", nanos(query.since()))
        .whereIf("time_nanos < ?", nanos(query.until()))
        .whereIf("id > ?", query.afterId())
        .whereIf(query.newest() ? "id < ?" : "id > ?", beyond)
        .list(handle, order(query, direction), limit, rows);
  }

  static List<LogRecord> after(Handle handle, long id, int limit) {
    return new Select("select * from log_lines")
        .where("id > ?", id)
        .list(handle, "id", limit, LogTable::line);
  }

  static List<LogRecord> find(Handle handle, Collection<Long> ids) {
    return handle
        .createQuery("select * from log_lines where id = any(?) order by id")
        .bindByType(0, ids.toArray(Long[]::new), Long[].class)
        .map(LogTable::line)
        .list();
  }

  /** A line's text as it is stored. */
  static String stored(String text) {
    return StoredText.of(text, MAX_LINE);
  }

  /**
   * For a whole namespace the order of ids is the better way in, but H2 takes any index that a
   * plain comparison fits and then sorts all the namespace's lines.
   */
  private static String namespaceIs(LogQuery query) {
    return query.owners().size() != 1 && query.invocation() == null
        ? "coalesce(namespace, '') = ?"
        : "namespace = ?";
  }

  /** By all columns of the index to be used, or H2 would read and sort all that match. */
  private static String order(LogQuery query, String direction) {
    if (query.invocation() != null) {
      return "invocation" + direction + ", id" + direction;
    }
    if (query.owners().size() == 1) {
      return "namespace" + direction + ", function_name" + direction + ", id" + direction;
    }
    return "id" + direction;
  }

  private static @Nullable Long nanos(@Nullable Instant instant) {
    return instant == null ? null : Nanos.of(instant);
  }

  static boolean exists(Handle handle, long id) {
    return handle
        .createQuery("select id from log_lines where id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  /** The highest id that there ever was; lines that have it may be gone. */
  static long lastId(Handle handle) {
    return handle
        .createQuery("select coalesce(max(last_id), 0) from log_namespaces")
        .mapTo(Long.class)
        .one();
  }

  private static LogRecord line(ResultSet row, StatementContext context) throws SQLException {
    return new LogRecord(
        row.getLong("id"),
        row.getString("namespace"),
        row.getString("function_name"),
        row.getString("version"),
        row.getString("invocation"),
        Nanos.instant(row.getLong("time_nanos")),
        stream(row.getInt("stream")),
        level(row.getInt("level")),
        row.getString("line"));
  }

  private static int code(Stream stream) {
    return switch (stream) {
      case STDOUT -> 1;
      case STDERR -> 2;
      case PLATFORM -> 3;
    };
  }

  private static Stream stream(int code) {
    return switch (code) {
      case 1 -> Stream.STDOUT;
      case 2 -> Stream.STDERR;
      default -> Stream.PLATFORM;
    };
  }

  private static int code(Level level) {
    return switch (level) {
      case DEBUG -> 10;
      case INFO -> 20;
      case WARN -> 30;
      case ERROR -> 40;
    };
  }

  private static Level level(int code) {
    return switch (code) {
      case 10 -> Level.DEBUG;
      case 20 -> Level.INFO;
      case 30 -> Level.WARN;
      default -> Level.ERROR;
    };
  }
}

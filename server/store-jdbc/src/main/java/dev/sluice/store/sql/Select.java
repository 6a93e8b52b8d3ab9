package dev.sluice.store.sql;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** A query whose conditions depend on what is asked for. Not thread-safe. */
public final class Select {
  private static final char ESCAPE = '!';

  private final StringBuilder sql;
  private final List<Object> arguments = new ArrayList<>();
  private boolean restricted;

  /** Starts with everything. */
  public Select(String selectFrom) {
    this.sql = new StringBuilder(selectFrom);
  }

  /** Adds a condition with one argument. */
  public Select where(String condition, Object... values) {
    sql.append(restricted ? " and " : " where ").append(condition);
    restricted = true;
    arguments.addAll(List.of(values));
    return this;
  }

  /** Adds a condition if there is a value for it. */
  public Select whereIf(String condition, @Nullable Object value) {
    return value == null ? this : where(condition, value);
  }

  /** Adds that a column has one of these, if there are any. */
  public Select whereIn(String column, List<String> values) {
    return switch (values.size()) {
      case 0 -> this;
      case 1 -> where(column + " = ?", values.get(0));
      default -> where(column + " in (" + "?, ".repeat(values.size() - 1) + "?)", values.toArray());
    };
  }

  /** Adds that a column contains a text, ignoring case, if there is a text. */
  public Select whereContains(String column, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return this;
    }
    String pattern =
        StoredText.of(text, Integer.MAX_VALUE).replaceAll("[" + ESCAPE + "%_]", ESCAPE + "$0");
    return where(
        "lower(" + column + ") like lower(?) escape '" + ESCAPE + "'", "%" + pattern + "%");
  }

  /** Runs it. */
  public <T> List<T> list(Handle handle, String orderBy, int limit, RowMapper<T> rows) {
    sql.append(" order by ").append(orderBy).append(" fetch first ? rows only");
    arguments.add(limit);
    return run(handle, rows);
  }

  /** Runs it for the one row after so many; none where there are no more. */
  public <T> List<T> skip(Handle handle, String orderBy, int count, RowMapper<T> rows) {
    sql.append(" order by ").append(orderBy).append(" offset ? rows fetch first 1 rows only");
    arguments.add(count);
    return run(handle, rows);
  }

  private <T> List<T> run(Handle handle, RowMapper<T> rows) {
    var query = handle.createQuery(sql.toString());
    for (int i = 0; i < arguments.size(); i++) {
      query.bind(i, arguments.get(i));
    }
    return query.map(rows).list();
  }
}

package dev.sluice.source.sql;

import dev.sluice.spi.binding.Access;
import dev.sluice.spi.binding.Resource;
import dev.sluice.spi.source.Settings;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries and statements, each in a transaction of its own. Values only ever come as parameters.
 * Thread-safe.
 */
final class SqlResource implements Resource {
  private static final int FETCHED = 500;

  private final Connections connections;

  SqlResource(Settings connection) {
    this.connections = new Connections(connection);
  }

  private interface Work<T> {
    T with(Connection connection) throws Exception;
  }

  @Override
  public byte[] read(Access access) throws Exception {
    List<@Nullable Object> parameters = access.values("parameters");
    long most = access.settings().integer("max-rows");
    return within(
        access.left(),
        connection -> {
          try (PreparedStatement statement = prepare(connection, access)) {
            bind(statement, parameters);
            statement.setFetchSize(FETCHED);
            if (!statement.execute()) {
              throw new IOException("The statement is no query: it has no rows.");
            }
            try (ResultSet rows = statement.getResultSet()) {
              return RowJson.all(rows, most, access.limit());
            }
          }
        });
  }

  @Override
  public void write(List<Access> items) throws Exception {
    Access first = items.get(0);
    int[] unused =
        within(
            first.left(),
            connection -> {
              try (PreparedStatement statement = prepare(connection, first)) {
                for (Access item : items) {
                  bind(statement, item.values("parameters"));
                  statement.addBatch();
                }
                return statement.executeBatch();
              }
            });
  }

  private static PreparedStatement prepare(Connection connection, Access access)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(access.settings().text("statement"));
    long millis = access.left().toMillis();
    statement.setQueryTimeout((int) Math.max(1, (millis + 999) / 1000));
    return statement;
  }

  private static void bind(PreparedStatement statement, List<@Nullable Object> parameters)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  private <T> T within(Duration left, Work<T> work) throws Exception {
    Connection connection = null;
    boolean well = false;
    try {
      connection = connections.take(left);
      T done = work.with(connection);
      connection.commit();
      well = true;
      return done;
    } catch (BatchUpdateException e) {
      well = rolledBack(connection);
      SQLException next = e.getNextException();
      throw connections.failure(next == null ? e : next);
    } catch (SQLException e) {
      well = rolledBack(connection);
      throw connections.failure(e);
    } finally {
      if (connection != null) {
        connections.give(connection, well || rolledBack(connection));
      }
    }
  }

  private static boolean rolledBack(@Nullable Connection connection) {
    try {
      if (connection == null) {
        return false;
      }
      connection.rollback();
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}

package dev.sluice.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Work on the connection of a handle where binding by name would cost as much as the database does:
 * what runs for each event. Its errors are those of the handle.
 */
public final class PlainJdbc {
  private PlainJdbc() {}

  /** What is done. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** What is done and gives nothing. */
  @FunctionalInterface
  public interface Change {
    void on(Connection connection) throws SQLException;
  }

  /** Does it, in the handle's transaction. */
  public static <T> T on(Handle handle, Work<T> work) {
    try {
      return work.on(handle.getConnection());
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  /** The same. */
  public static void change(Handle handle, Change change) {
    boolean unused =
        on(
            handle,
            connection -> {
              change.on(connection);
              return true;
            });
  }
}

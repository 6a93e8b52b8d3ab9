package dev.sluice.store.invocation;

import dev.sluice.core.invocation.InvocationQuery;
import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvocationStore;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.store.sql.DuplicateKeyException;
import dev.sluice.store.sql.PlainJdbc;
import dev.sluice.store.sql.Transactions;
import dev.sluice.store.stats.StatsTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Records and lines in an SQL database. All methods throw core's exception {@code
 * STORAGE_UNAVAILABLE} when the database does not answer; an append that failed may be repeated as
 * it was, even if it had come through. Thread-safe.
 */
public final class JdbcInvocationStore implements InvocationStore {
  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcInvocationStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void append(List<InvocationRecord> invocations, List<LogRecord> lines) {
    try {
      transactions.write(handle -> insert(handle, invocations, lines));
    } catch (DuplicateKeyException e) {
      // A commit whose answer was lost, and now the caller tries again: add what is not there.
      transactions.write(
          handle ->
              insert(
                  handle,
                  invocations.stream()
                      .filter(i -> InvocationTable.find(handle, i.namespace(), i.id()).isEmpty())
                      .toList(),
                  lines.stream().filter(line -> !LogTable.exists(handle, line.id())).toList()));
    }
  }

  /** Adds records and lines in the caller's transaction; returns how many. */
  public static int insert(
      Handle handle, List<InvocationRecord> invocations, List<LogRecord> lines) {
    if (!invocations.isEmpty()) {
      PlainJdbc.change(handle, connection -> InvocationTable.insert(connection, invocations));
      // What never ran is no call of the function.
      StatsTable.add(
          handle,
          invocations.stream()
              .filter(invocation -> invocation.status() != InvocationRecord.Status.CANCELLED)
              .toList());
    }
    if (!lines.isEmpty()) {
      PlainJdbc.change(handle, connection -> LogTable.insert(connection, lines));
      LogUsage.added(handle, lines);
    }
    return invocations.size() + lines.size();
  }

  /** Records with their results, by their ids; those that are forgotten are left out. */
  public static Map<String, InvocationRecord> results(
      Handle handle, String namespace, List<String> ids) {
    return ids.isEmpty() ? Map.of() : InvocationTable.results(handle, namespace, ids);
  }

  @Override
  public Optional<InvocationRecord> find(String namespace, String id) {
    return transactions.read(handle -> InvocationTable.find(handle, namespace, id));
  }

  @Override
  public List<InvocationRecord> list(InvocationQuery query) {
    return transactions.read(handle -> InvocationTable.list(handle, query));
  }

  @Override
  public int prune(Instant before) {
    return new Pruning(transactions, before).run();
  }
}

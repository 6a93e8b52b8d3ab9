package dev.sluice.store.invocation;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogRemoval;
import dev.sluice.core.log.LogStore;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lines in an SQL database, where {@link JdbcInvocationStore} puts them. All methods throw core's
 * exception {@code STORAGE_UNAVAILABLE} when the database does not answer. Thread-safe.
 */
public final class JdbcLogStore implements LogStore, LogRemoval {
  private final Transactions transactions;

  /** Reads this database. */
  public JdbcLogStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<LogRecord> list(LogQuery query) {
    return transactions.read(handle -> LogTable.list(handle, query));
  }

  @Override
  public List<LogRecord> after(long id, int limit) {
    return transactions.read(handle -> LogTable.after(handle, id, limit));
  }

  @Override
  public List<LogRecord> find(Collection<Long> ids) {
    return transactions.read(handle -> LogTable.find(handle, ids));
  }

  @Override
  public long lastId() {
    return transactions.read(LogTable::lastId);
  }

  @Override
  public String identity(String fresh) {
    return transactions
        .read(JdbcLogStore::identity)
        .orElseGet(
            () ->
                transactions.change(
                    handle -> {
                      handle.execute("insert into log_identity (id) values (?)", fresh);
                      return fresh;
                    }));
  }

  private static Optional<String> identity(Handle handle) {
    return handle.createQuery("select id from log_identity").mapTo(String.class).findOne();
  }

  @Override
  public List<Owner> owners() {
    return transactions.read(LogPruning::owners);
  }

  @Override
  public Removed removeOlder(Owner owner, Instant before) {
    return new LogPruning(transactions).removeOlder(owner, before);
  }

  @Override
  public Map<String, Long> bytes() {
    return transactions.read(LogUsage::all);
  }

  @Override
  public Removed removeOldest(String namespace, long mostBytes) {
    return new LogPruning(transactions).removeOldest(namespace, mostBytes);
  }
}

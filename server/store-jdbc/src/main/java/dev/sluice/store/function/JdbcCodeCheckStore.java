package dev.sluice.store.function;

import dev.sluice.core.code.CodeHome;
import dev.sluice.core.function.CodeCheck;
import dev.sluice.core.function.CodeCheckStore;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.store.sql.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks of code in an SQL database; {@link JdbcFunctionStore} makes them and removes them. All
 * methods throw core's exception {@code STORAGE_UNAVAILABLE} when the database does not answer.
 * Thread-safe.
 */
public final class JdbcCodeCheckStore implements CodeCheckStore {
  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcCodeCheckStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<CodeCheck> find(String functionId) {
    return transactions.read(handle -> CodeCheckTable.find(handle, functionId));
  }

  @Override
  public List<FunctionRecord> due(Instant now, int limit) {
    return transactions.read(handle -> CodeCheckTable.due(handle, now, limit));
  }

  @Override
  public void ask(String functionId, Instant now) {
    boolean unused =
        transactions.change(
            handle -> {
              CodeCheckTable.ask(handle, functionId, now);
              return true;
            });
  }

  @Override
  public void checked(String functionId, CodeHome home, CodeCheck check, Instant began) {
    boolean unused =
        transactions.change(
            handle -> {
              CodeCheckTable.checked(handle, functionId, home, check, began);
              return true;
            });
  }
}

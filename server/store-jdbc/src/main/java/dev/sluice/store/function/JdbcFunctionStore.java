package dev.sluice.store.function;

import dev.sluice.core.function.AliasRecord;
import dev.sluice.core.function.FunctionQuery;
import dev.sluice.core.function.FunctionRecord;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.function.VersionRecord;
import dev.sluice.store.sql.Transactions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions in an SQL database. Whoever changes a function, its versions or aliases locks the
 * function's row first and decides then; foreign keys hold the same promises once more. All methods
 * throw core's exception {@code STORAGE_UNAVAILABLE} when the database does not answer.
 * Thread-safe.
 */
public final class JdbcFunctionStore implements FunctionStore {
  private final Transactions transactions;

  /** Keeps them in this database. */
  public JdbcFunctionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean insert(FunctionRecord function) {
    return transactions.changeIfFree(
        handle -> {
          FunctionTable.insert(handle, function);
          return true;
        });
  }

  @Override
  public Optional<FunctionRecord> find(String namespace, String name) {
    return transactions.read(handle -> FunctionTable.find(handle, namespace, name));
  }

  @Override
  public List<FunctionRecord> list(FunctionQuery query) {
    return transactions.read(handle -> FunctionTable.list(handle, query));
  }

  @Override
  public boolean update(FunctionRecord changed) {
    return transactions.change(
        handle -> {
          boolean current = FunctionTable.lock(handle, changed.id(), changed.revision() - 1);
          if (current) {
            FunctionTable.update(handle, changed);
          }
          return current;
        });
  }

  @Override
  public boolean delete(String functionId, long revision) {
    return transactions.change(
        handle -> {
          boolean current = FunctionTable.lock(handle, functionId, revision);
          if (current) {
            FunctionTable.deleteWithAll(handle, functionId);
          }
          return current;
        });
  }

  @Override
  public boolean publish(FunctionRecord changed, VersionRecord version) {
    return transactions.change(
        handle -> {
          boolean current = FunctionTable.lock(handle, changed.id(), changed.revision() - 1);
          if (current) {
            FunctionTable.update(handle, changed);
            VersionTable.insert(handle, version);
          }
          return current;
        });
  }

  @Override
  public Optional<VersionRecord> findVersion(String functionId, int version) {
    return transactions.read(handle -> VersionTable.find(handle, functionId, version));
  }

  @Override
  public List<VersionRecord> listVersions(String functionId, @Nullable Integer before, int limit) {
    return transactions.read(handle -> VersionTable.list(handle, functionId, before, limit));
  }

  @Override
  public DeleteVersion deleteVersion(String functionId, int version) {
    return transactions.change(
        handle -> {
          if (FunctionTable.lock(handle, functionId).isEmpty()) {
            return DeleteVersion.NOT_FOUND;
          }
          if (VersionTable.inUse(handle, functionId, version)) {
            return DeleteVersion.IN_USE;
          }
          return VersionTable.delete(handle, functionId, version)
              ? DeleteVersion.DELETED
              : DeleteVersion.NOT_FOUND;
        });
  }

  @Override
  public SaveAlias saveAlias(AliasRecord alias) {
    return transactions.change(
        handle -> {
          if (FunctionTable.lock(handle, alias.functionId()).isEmpty()) {
            return SaveAlias.STALE;
          }
          long stored = AliasTable.revision(handle, alias.functionId(), alias.name()).orElse(0L);
          if (stored != alias.revision() - 1) {
            return SaveAlias.STALE;
          }
          if (!AliasTable.versionsExist(handle, alias)) {
            return SaveAlias.MISSING_VERSION;
          }
          if (RolloutGuard.isShifting(handle, alias.functionId(), alias.name())) {
            return SaveAlias.IN_ROLLOUT;
          }
          AliasTable.save(handle, alias, stored == 0);
          return SaveAlias.SAVED;
        });
  }

  @Override
  public Optional<AliasRecord> findAlias(String functionId, String name) {
    return transactions.read(
        handle -> AliasTable.list(handle, functionId, name).stream().findFirst());
  }

  @Override
  public List<AliasRecord> listAliases(String functionId) {
    return transactions.read(handle -> AliasTable.list(handle, functionId, null));
  }

  @Override
  public DeleteAlias deleteAlias(String functionId, String name, long revision) {
    return transactions.change(
        handle -> {
          if (FunctionTable.lock(handle, functionId).isEmpty()) {
            return DeleteAlias.STALE;
          }
          boolean current =
              AliasTable.revision(handle, functionId, name)
                  .filter(stored -> stored == revision)
                  .isPresent();
          if (!current) {
            return DeleteAlias.STALE;
          }
          if (RolloutGuard.isShifting(handle, functionId, name)) {
            return DeleteAlias.IN_ROLLOUT;
          }
          AliasTable.delete(handle, functionId, name);
          return DeleteAlias.DELETED;
        });
  }

  @Override
  public List<FunctionRecord> listKeepingInstances() {
    return transactions.read(FunctionTable::listKeepingInstances);
  }

  @Override
  public boolean usesSecret(String namespace, String secret) {
    return transactions.read(handle -> FunctionTable.usesSecret(handle, namespace, secret));
  }

  @Override
  public Set<String> digestsInUse() {
    return transactions.read(VersionTable::digestsInUse);
  }
}

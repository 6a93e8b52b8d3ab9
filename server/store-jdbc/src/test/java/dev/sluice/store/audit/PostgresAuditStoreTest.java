package dev.sluice.store.audit;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresAuditStoreTest extends AuditStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

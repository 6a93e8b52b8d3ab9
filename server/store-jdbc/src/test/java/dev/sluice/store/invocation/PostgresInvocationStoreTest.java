package dev.sluice.store.invocation;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresInvocationStoreTest extends LogRemovalContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

package dev.sluice.store.binding;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresStateStoreTest extends StateStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

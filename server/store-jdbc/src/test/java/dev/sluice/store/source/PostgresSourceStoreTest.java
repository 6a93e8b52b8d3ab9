package dev.sluice.store.source;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresSourceStoreTest extends SourceStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

package dev.sluice.store.sink;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresSinkStoreTest extends SinkStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

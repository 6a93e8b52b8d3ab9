package dev.sluice.store.queue;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2CombinationStoreTest extends CombinationStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

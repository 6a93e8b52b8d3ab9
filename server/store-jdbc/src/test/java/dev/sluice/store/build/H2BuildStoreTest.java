package dev.sluice.store.build;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2BuildStoreTest extends BuildStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

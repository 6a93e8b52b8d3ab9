package dev.sluice.store.invocation;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2InvocationStoreTest extends LogRemovalContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

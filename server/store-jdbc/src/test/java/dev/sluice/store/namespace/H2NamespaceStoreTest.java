package dev.sluice.store.namespace;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2NamespaceStoreTest extends NamespaceStoreContract {
  @Override
  Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

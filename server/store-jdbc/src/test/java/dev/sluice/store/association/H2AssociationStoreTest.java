package dev.sluice.store.association;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2AssociationStoreTest extends AssociationStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

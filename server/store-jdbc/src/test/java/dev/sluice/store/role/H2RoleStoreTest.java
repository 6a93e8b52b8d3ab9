package dev.sluice.store.role;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2RoleStoreTest extends RoleStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

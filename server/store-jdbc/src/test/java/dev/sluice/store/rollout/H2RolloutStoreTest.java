package dev.sluice.store.rollout;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2RolloutStoreTest extends RolloutStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

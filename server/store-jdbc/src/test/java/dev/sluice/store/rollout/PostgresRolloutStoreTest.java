package dev.sluice.store.rollout;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresRolloutStoreTest extends RolloutStoreContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

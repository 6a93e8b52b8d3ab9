package dev.sluice.store.stats;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2StatsStoreTest extends StatsStoreContract {
  @Override
  Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

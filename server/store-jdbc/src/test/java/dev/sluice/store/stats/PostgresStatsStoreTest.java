package dev.sluice.store.stats;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresStatsStoreTest extends StatsStoreContract {
  @Override
  Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

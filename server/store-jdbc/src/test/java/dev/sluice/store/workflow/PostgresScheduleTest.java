package dev.sluice.store.workflow;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class PostgresScheduleTest extends ScheduleContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.postgres();
  }
}

package dev.sluice.store.workflow;

import dev.sluice.store.Database;
import dev.sluice.store.TestDatabases;
import java.nio.file.Path;

class H2ScheduleTest extends ScheduleContract {
  @Override
  protected Database open(Path folder) {
    return TestDatabases.h2(folder);
  }
}

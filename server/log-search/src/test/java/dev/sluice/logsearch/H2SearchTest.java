package dev.sluice.logsearch;

import dev.sluice.store.Database;
import java.nio.file.Path;

class H2SearchTest extends SearchContract {
  @Override
  Database open(Path scratch) {
    return Database.openH2(
        scratch,
        work -> {
          Thread thread = new Thread(work, "database");
          thread.setDaemon(true);
          return thread;
        });
  }
}

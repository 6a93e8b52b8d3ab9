package dev.sluice.app;

import dev.sluice.app.config.ServerConfig;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.stats.Throttles;
import dev.sluice.store.Database;
import java.time.Clock;

/** What is kept of invocations: records, log lines, numbers. */
record Records(
    RecordJournal journal, RecordService service, Throttles throttles, StatsService stats) {

  /** Puts it together; the journal runs in a thread of the caller's. */
  static Records of(Database database, ServerConfig config, Clock clock) {
    RecordJournal journal = new RecordJournal(database.invocations());
    Throttles throttles = new Throttles(database.stats(), clock);
    return new Records(
        journal,
        new RecordService(database.invocations(), journal, clock, config.retention()),
        throttles,
        new StatsService(database.stats(), journal, throttles, clock, config.statsRetention()));
  }
}

package dev.sluice.app;

import dev.sluice.app.config.ServerConfig;
import dev.sluice.core.IdSource;
import dev.sluice.core.function.FunctionStore;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.invocation.RecordService;
import dev.sluice.core.log.LogRetention;
import dev.sluice.core.log.LogService;
import dev.sluice.core.namespace.Quotas;
import dev.sluice.core.stats.StatsService;
import dev.sluice.core.stats.Throttles;
import dev.sluice.logsearch.LuceneLogIndex;
import dev.sluice.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is kept of invocations: records, log lines, numbers. */
record Recording(
    LuceneLogIndex index,
    RecordJournal journal,
    RecordService records,
    LogService logs,
    LogRetention retention,
    Throttles throttles,
    StatsService stats) {

  /**
   * Puts it together; journal and index have yet to be started.
   *
   * @param folder of the index
   */
  static Recording of(
      Path folder,
      Database database,
      Quotas quotas,
      ServerConfig config,
      Clock clock,
      IdSource ids) {
    long lastLine = database.logs().lastId();
    LuceneLogIndex index =
        new LuceneLogIndex(
            folder,
            database.logs(),
            database.logs().identity(ids.next()),
            lastLine,
            new NamedThreads("sluice-log-index"));
    RecordJournal journal = new RecordJournal(database.invocations(), lastLine, index::storedUpTo);
    Throttles throttles = new Throttles(database.stats(), clock);
    return new Recording(
        index,
        journal,
        new RecordService(database.invocations(), journal, clock, config.retention()),
        new LogService(database.logs(), index, journal),
        new LogRetention(
            database.logRemoval(),
            index,
            config.logs(),
            limits(database.functions(), quotas),
            clock),
        throttles,
        new StatsService(database.stats(), journal, throttles, clock, config.statsRetention()));
  }

  private static LogRetention.OwnLimits limits(FunctionStore functions, Quotas quotas) {
    return new LogRetention.OwnLimits() {
      @Override
      public @Nullable Duration age(String namespace, String function) {
        return functions
            .find(namespace, function)
            .map(one -> one.definition().logRetention())
            .orElse(null);
      }

      @Override
      public @Nullable Long bytes(String namespace) {
        return quotas.of(namespace).logBytes();
      }
    };
  }
}

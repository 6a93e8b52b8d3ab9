package dev.sluice.benchmark.logs;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.log.LogIndex.Candidates;
import dev.sluice.logsearch.LuceneLogIndex;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Puts lines straight into the embedded database, in the batches of the server's journal, once with
 * the index behind it and once without. Instances, pipes and HTTP are left out: they are slower
 * than what is measured here.
 */
public final class LogIngest {
  private static final int BATCH = 2_000;

  private LogIngest() {}

  /**
   * How fast lines went in.
   *
   * @param stored lines a second into the database
   * @param searchable lines a second into database and index; 0 without the index
   * @param databaseMiB what they take there
   * @param indexMiB and in the index
   */
  public record Result(double stored, double searchable, double databaseMiB, double indexMiB) {}

  /** Into a new database in this data directory, without an index. */
  public static Result alone(Path data, SampleLines lines, int count) throws IOException {
    Files.createDirectories(data);
    double took;
    try (Database database = open(data)) {
      took = put(database, lines, count, id -> {});
    }
    return new Result(count / took, 0, mebibytes(data), 0);
  }

  /** Into a new database in this data directory, with an index where the server has it. */
  public static Result indexed(Path data, SampleLines lines, int count) throws IOException {
    Files.createDirectories(data);
    Path folder = data.resolve("log-index");
    double stored;
    double searchable;
    try (Database database = open(data);
        LuceneLogIndex index =
            new LuceneLogIndex(
                folder,
                database.logs(),
                database.logs().identity("bench"),
                0,
                work -> new Thread(work, "index"))) {
      index.start();
      long began = System.nanoTime();
      stored = put(database, lines, count, index::storedUpTo);
      await(index, count);
      searchable = seconds(began);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    double indexMiB = mebibytes(folder);
    return new Result(count / stored, count / searchable, mebibytes(data) - indexMiB, indexMiB);
  }

  /** The database of this data directory. */
  public static Database open(Path data) {
    return Database.openH2(data, work -> new Thread(work, "database"));
  }

  private static double put(
      Database database, SampleLines lines, int count, LongConsumer storedUpTo) {
    long nanos = 0;
    for (int i = 0; i < count; i += BATCH) {
      List<LogRecord> batch = lines.next(Math.min(BATCH, count - i));
      long began = System.nanoTime();
      database.invocations().append(List.of(), batch);
      storedUpTo.accept(batch.get(batch.size() - 1).id());
      nanos += System.nanoTime() - began;
    }
    return nanos / 1e9;
  }

  /** Until all but the last few are indexed, which the server reads from the database. */
  private static void await(LuceneLogIndex index, int count) {
    LogQuery any =
        new LogQuery("default", List.of(), null, null, null, "e", null, null, null, true, 1);
    while (true) {
      Optional<Candidates> found = index.search(any);
      if (found.isPresent()) {
        try (Candidates candidates = found.get()) {
          if (candidates.upTo() > count - BATCH) {
            return;
          }
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static double mebibytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes / (double) (1 << 20);
    }
  }
}

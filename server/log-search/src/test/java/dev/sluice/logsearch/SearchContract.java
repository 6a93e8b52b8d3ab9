package dev.sluice.logsearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.invocation.LogQuery;
import dev.sluice.core.invocation.LogRecord;
import dev.sluice.core.invocation.RecordJournal;
import dev.sluice.core.log.LogIndex.Candidates;
import dev.sluice.core.log.LogRemoval.Owner;
import dev.sluice.core.log.LogRemoval.Removed;
import dev.sluice.core.log.LogService;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search must find over every store, whatever state the index is in. */
abstract class SearchContract {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final int ROUND = LuceneLogIndex.ROUND;
  private static final LogQuery ERRORS =
      new LogQuery("default", List.of(), null, null, null, "time", null, null, null, true, 10);

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final long seed = new Random().nextLong();
  private final LogLines lines = new LogLines(seed);

  @TempDir Path scratch;

  @SuppressWarnings("NullAway.Init") // opened before each
  private Database database;

  @SuppressWarnings("NullAway.Init") // opened before each
  private LuceneLogIndex index;

  private Path folder = Path.of("");

  abstract Database open(Path scratch);

  @BeforeEach
  void open() {
    database = open(scratch.resolve("database"));
    folder = scratch.resolve("index");
    index = openIndex(folder);
  }

  @AfterEach
  void close() throws Exception {
    index.close();
    database.close();
  }

  private LuceneLogIndex openIndex(Path where) {
    LuceneLogIndex opened =
        new LuceneLogIndex(
            where,
            database.logs(),
            database.logs().identity("store" + COUNT.incrementAndGet()),
            database.logs().lastId(),
            work -> new Thread(work, "index"));
    opened.start();
    return opened;
  }

  private void write(int count) {
    List<LogRecord> some = lines.draw(count, database.logs().lastId());
    for (int i = 0; i < some.size(); i += 1_000) {
      List<LogRecord> batch = some.subList(i, Math.min(some.size(), i + 1_000));
      database.invocations().append(List.of(), batch);
      index.storedUpTo(batch.get(batch.size() - 1).id());
    }
  }

  /** Waits until all but what is not worth a round is indexed. */
  private void awaitIndex() {
    long wanted = database.logs().lastId() - ROUND;
    long start = System.nanoTime();
    while (upTo() <= wanted) {
      assertThat(System.nanoTime() - start).as("seed %s", seed).isLessThan(PATIENCE);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** How far the index is; -1 when it cannot be asked. */
  private long upTo() {
    Optional<Candidates> found = index.search(ERRORS);
    if (found.isEmpty()) {
      return -1;
    }
    try (Candidates candidates = found.get()) {
      return candidates.upTo();
    }
  }

  private void requireRightAnswers(int queries) {
    LogService service =
        new LogService(
            database.logs(), index, new RecordJournal(database.invocations(), 0, id -> {}));
    for (int i = 0; i < queries; i++) {
      LogQuery query = lines.query();
      assertThat(service.list(query))
          .as("seed %s, query %s", seed, query)
          .isEqualTo(lines.asked(query));
    }
  }

  @Test
  void shouldFindWhatIsThereBeforeAnyOfItIsIndexed() {
    write(ROUND - 500);

    requireRightAnswers(60);
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldFindTheSameAsAScan() {
    write(3 * ROUND);
    awaitIndex();
    requireRightAnswers(120);
    // Some of the rest is indexed, some is not.
    write(ROUND + 700);
    requireRightAnswers(60);
    awaitIndex();
    write(ROUND / 2);
    requireRightAnswers(60);
  }

  @Test
  void shouldGoOnWhereItWasClosed() throws Exception {
    write(2 * ROUND);
    awaitIndex();
    long before = upTo();
    index.close();
    requireRightAnswers(20);
    write(ROUND / 2);

    index = openIndex(folder);
    awaitIndex();

    assertThat(upTo()).isGreaterThanOrEqualTo(before);
    requireRightAnswers(60);
  }

  @Test
  void shouldCatchUpAfterAKill() throws Exception {
    write(2 * ROUND);
    awaitIndex();
    index.close();
    index = openIndex(folder);
    write(2 * ROUND);
    awaitIndex();
    Path left = scratch.resolve("left");
    copy(folder, left);
    index.close();

    index = openIndex(left);
    awaitIndex();

    requireRightAnswers(60);
  }

  @Test
  void shouldForgetWhatWasRemoved() {
    write(3 * ROUND);
    awaitIndex();
    LogRecord third = lines.all().get(ROUND);

    Removed old = database.logRemoval().removeOlder(new Owner("default", "often"), third.time());
    index.removed("default", "often", old.upTo());
    lines.removeUpTo("default", "often", old.upTo());
    Removed excess = database.logRemoval().removeOldest("other", 10_000);
    index.removed("other", null, excess.upTo());
    lines.removeUpTo("other", null, excess.upTo());

    assertThat(old.lines()).isPositive();
    assertThat(excess.lines()).isPositive();
    requireRightAnswers(60);
    LogQuery first =
        new LogQuery(
            "default", List.of("often"), null, null, null, "o", null, null, null, false, 1);
    long start = System.nanoTime();
    while (firstCandidate(first) <= old.upTo()) {
      assertThat(System.nanoTime() - start).as("seed %s", seed).isLessThan(PATIENCE);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private long firstCandidate(LogQuery query) {
    try (Candidates candidates = index.search(query).orElseThrow()) {
      return candidates.next(1).get(0);
    }
  }

  @Test
  void shouldMakeADamagedIndexAnew() throws Exception {
    write(2 * ROUND);
    awaitIndex();
    index.close();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> !file.endsWith("write.lock")).toList();
    }
    assertThat(files).hasSizeGreaterThan(2);
    for (int i = 0; i < files.size(); i++) {
      Path copy = scratch.resolve("damaged" + i);
      copy(folder, copy);
      Path file = copy.resolve(files.get(i).getFileName());
      if (i % 2 == 0) {
        flipTheMiddle(file);
      } else {
        Files.write(file, new byte[7]);
      }

      index = openIndex(copy);
      awaitIndex();
      requireRightAnswers(10);
      index.close();
    }
  }

  @Test
  void shouldMakeTheIndexOfAnotherStoreAnew() throws Exception {
    write(2 * ROUND);
    awaitIndex();
    index.close();
    database.close();
    database = open(scratch.resolve("elsewhere"));
    lines.removeUpTo("default", null, Long.MAX_VALUE);
    lines.removeUpTo("other", null, Long.MAX_VALUE);
    write(3 * ROUND);

    index = openIndex(folder);
    awaitIndex();

    requireRightAnswers(40);
  }

  @Test
  void shouldSearchWithoutAnIndexThatCannotBeWritten() throws Exception {
    index.close();
    Path file = Files.writeString(scratch.resolve("file"), "not a folder");
    index = openIndex(file);
    write(ROUND + 100);

    requireRightAnswers(20);
    assertThat(index.search(ERRORS)).isEmpty();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void flipTheMiddle(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x55;
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(bytes));
    }
  }
}

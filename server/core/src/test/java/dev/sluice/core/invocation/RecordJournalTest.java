package dev.sluice.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.fake.MemoryInvocationStore;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordJournalTest {
  private final MemoryInvocationStore store = new MemoryInvocationStore();
  private final AtomicLong storedUpTo = new AtomicLong();
  private final RecordJournal journal = new RecordJournal(store, 7, storedUpTo::set);
  private final Thread writer = new Thread(journal, "journal");

  @Test
  void shouldStoreInOrderAndInFewTransactions() {
    writer.start();
    for (int i = 1; i <= 10_000; i++) {
      journal.add(RecordJournalTest::line);
    }
    journal.flush(Duration.ofSeconds(10));

    assertThat(store.lines()).extracting(LogRecord::id).isSorted().hasSize(10_000);
    assertThat(store.transactions()).isLessThan(1_000);
    journal.close();
  }

  @Test
  void shouldStoreLinesOfManyThreadsInTheOrderOfTheirIds() throws Exception {
    writer.start();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> IntStream.range(0, 2_000).forEach(n -> journal.add(RecordJournalTest::line)));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    journal.flush(Duration.ofSeconds(10));

    assertThat(store.lines())
        .extracting(LogRecord::id)
        .containsExactlyElementsOf(LongStream.rangeClosed(8, 8_007).boxed().toList());
    assertThat(storedUpTo).hasValue(8_007);
    journal.close();
  }

  @Test
  void shouldTryAgainWhenTheStoreFails() {
    store.failNext(1);
    writer.start();
    journal.add(RecordJournalTest::line);
    journal.flush(Duration.ofSeconds(10));

    assertThat(store.lines()).hasSize(1);
    journal.close();
  }

  @Test
  void shouldStoreWhatIsPendingWhenClosed() throws Exception {
    writer.start();
    journal.add(RecordJournalTest::line);
    journal.close();

    assertThat(store.lines()).hasSize(1);
    writer.join(5_000);
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void shouldNotBlockReadersForEverWhenNobodyWrites() {
    journal.add(RecordJournalTest::line);

    journal.flush(Duration.ofMillis(20));

    assertThat(store.lines()).isEmpty();
  }

  private static LogRecord line(long id) {
    return new LogRecord(
        id, "default", "f", "latest", "i", Instant.EPOCH, Stream.STDOUT, Level.INFO, "x");
  }
}

package dev.sluice.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.fake.MemoryInvocationStore;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordJournalTest {
  private final MemoryInvocationStore store = new MemoryInvocationStore();
  private final RecordJournal journal = new RecordJournal(store);
  private final Thread writer = new Thread(journal, "journal");

  @Test
  void shouldStoreInOrderAndInFewTransactions() {
    writer.start();
    for (int i = 1; i <= 10_000; i++) {
      journal.add(line(i));
    }
    journal.flush(Duration.ofSeconds(10));

    assertThat(store.lines()).extracting(LogRecord::id).isSorted().hasSize(10_000);
    assertThat(store.transactions()).isLessThan(1_000);
    journal.close();
  }

  @Test
  void shouldTryAgainWhenTheStoreFails() {
    store.failNext(1);
    writer.start();
    journal.add(line(1));
    journal.flush(Duration.ofSeconds(10));

    assertThat(store.lines()).hasSize(1);
    journal.close();
  }

  @Test
  void shouldStoreWhatIsPendingWhenClosed() throws Exception {
    writer.start();
    journal.add(line(1));
    journal.close();

    assertThat(store.lines()).hasSize(1);
    writer.join(5_000);
    assertThat(writer.isAlive()).isFalse();
  }

  @Test
  void shouldNotBlockReadersForEverWhenNobodyWrites() {
    journal.add(line(1));

    journal.flush(Duration.ofMillis(20));

    assertThat(store.lines()).isEmpty();
  }

  private static LogRecord line(long id) {
    return new LogRecord(
        id, "default", "f", "latest", "i", Instant.EPOCH, Stream.STDOUT, Level.INFO, "x");
  }
}

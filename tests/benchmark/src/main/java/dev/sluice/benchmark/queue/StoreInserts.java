package dev.sluice.benchmark.queue;

import dev.sluice.core.queue.Accepting;
import dev.sluice.core.queue.QueueName;
import dev.sluice.core.queue.QueueStore;
import dev.sluice.core.queue.QueuedEvent;
import dev.sluice.core.queue.QueuedEvent.Content;
import dev.sluice.core.queue.QueuedEvent.Routing;
import dev.sluice.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Inserts events into an embedded database, each in a transaction of its own, and syncs them. */
public final class StoreInserts {
  private StoreInserts() {}

  /**
   * How many rows a second so many callers get to the disk, who share the syncs.
   *
   * @param data where the database is made
   */
  public static double perSecond(Path data, int callers, String payload, Duration window)
      throws IOException {
    Files.createDirectories(data);
    try (Database database = Database.openH2(data, work -> new Thread(work, "database"))) {
      AtomicLong count = new AtomicLong();
      List<Thread> threads = new ArrayList<>();
      long began = System.nanoTime();
      for (int caller = 0; caller < callers; caller++) {
        String name = "c" + caller + "-";
        Thread thread =
            new Thread(
                () -> {
                  for (int n = 0; System.nanoTime() - began < window.toNanos(); n++) {
                    insert(database.queue(), name + n, payload);
                    count.incrementAndGet();
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return count.get() / ((System.nanoTime() - began) / 1e9);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void insert(QueueStore store, String id, String payload) {
    QueuedEvent event =
        QueuedEvent.fresh(
            id,
            new QueueName("default", "f", ""),
            "latest",
            "http",
            Content.of(payload.getBytes(StandardCharsets.UTF_8), "application/json", null, null),
            Routing.NONE,
            Instant.now());
    List<String> unused = store.add(List.of(new Accepting(event, null)));
    store.sync();
  }
}

package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec.Ordered;
import dev.sluice.api.AssociationSpec.Retention;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server while events of ordered associations are accepted and run. */
@ResourceLock(Lane.OWN_SERVER)
class OrderedKillTest {
  private static final int ROUNDS = 3;
  private static final int BATCH = 5;

  /** Windows of three shards with batches of 100, what runs, and what is being settled. */
  private static final long MOST_IN_MEMORY = 2_000;

  private static final List<String> KEYS = List.of("a", "c", "d");
  private static final String NAME = "ledger";
  private static final String STOPPED = "stopped";

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("ordered-kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingKeepTheOrderAndRepeatOnlyWhatWasNotSettled() throws Exception {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, List<Integer>> accepted = new ConcurrentHashMap<>();
    KEYS.forEach(key -> accepted.put(key, new ArrayList<>()));
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      for (String name : List.of(NAME, STOPPED)) {
        server.client().createFunction(Ledger.function(name, journal, 1, 0.01));
      }
      Ordered parks = new Ordered("subject", 16, "park", new Retention(100_000, null));
      server.client().events().create(Ledger.association(NAME, BATCH, parks));
      Ordered blocks = new Ordered("subject", 16, "block", null);
      server.client().events().create(Ledger.association(STOPPED, null, blocks));
      Ledger.publish(server.client(), STOPPED, "a", 1, 3, 2);
      for (int round = 0; round < ROUNDS; round++) {
        SluiceClient client = server.client();
        int first = round * 100_000;
        int enough = journal.all().size() + 200;
        List<CompletableFuture<Void>> sending =
            KEYS.stream()
                .map(key -> Parallel.start(() -> send(client, key, first, accepted.get(key))))
                .toList();
        Await.until("events run", () -> journal.all().size() >= enough);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        server.kill9();
        for (CompletableFuture<Void> one : sending) {
          one.get(60, TimeUnit.SECONDS);
        }
        server = server.restart();
      }
      SluiceClient client = server.client();
      Await.until("all is settled", () -> client.events().association(NAME).waiting() == 0);
      for (String key : KEYS) {
        verify(Ledger.done(journal, NAME, key), accepted.get(key), "key " + key + ", seed " + seed);
      }
      assertThat(client.events().association(NAME).deadLetters()).isZero();
      long settled =
          client.events().shards(NAME).stream().mapToLong(shard -> shard.settled()).sum();
      Set<Integer> different = new HashSet<>(Ledger.done(journal, NAME, null));
      assertThat(settled).as("seed %d", seed).isGreaterThanOrEqualTo(different.size());

      // What stopped a shard stops it after restarts.
      assertThat(client.events().shards(STOPPED).get(0).state()).isEqualTo("blocked");
      assertThat(Ledger.done(journal, STOPPED, "a")).containsExactly(1);
      client.events().unblock(STOPPED, "1", "skip", null);
      Await.until("it goes on", () -> Ledger.done(journal, STOPPED, "a").size() == 2);
      assertThat(Ledger.done(journal, STOPPED, "a")).containsExactly(1, 3);
    } finally {
      server.close();
    }
  }

  /** A while here; -Dordered.seconds says for how long events come. */
  @Test
  @Tag("slow")
  void shouldRunAFloodInOrderThatCameDuringAPause() throws Exception {
    int seconds = Integer.getInteger("ordered.seconds", 20);
    int perSecond = 500;
    int count = seconds * perSecond;
    try (ServerProcess server =
            ServerProcess.on(folder.resolve("flood"))
                .config("network.host-namespaces=*\n")
                .start();
        Journal journal = new Journal()) {
      SluiceClient client = server.client();
      client.createFunction(Ledger.function(NAME, journal, 3, 0.05));
      Ordered ordered = new Ordered("subject", 16, "park", null);
      client.events().create(Ledger.association(NAME, 100, ordered));
      client.events().set(NAME, "pause");
      long begun = System.nanoTime();
      int batch = 50;
      for (int at = 0; at < count; at += batch) {
        int from = at;
        long due = begun + TimeUnit.SECONDS.toNanos(1) * at / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        List<String> unused =
            Ledger.publish(
                client,
                IntStream.range(from, from + batch)
                    .mapToObj(n -> Ledger.event(NAME, KEYS.get(n % 3), n, false))
                    .toList());
      }
      assertThat(client.events().association(NAME).waiting()).isEqualTo(count);
      assertThat(client.events().shards(NAME)).hasSize(3);

      assertThat(eventsInMemory(server)).isLessThan(MOST_IN_MEMORY);

      client.events().set(NAME, "resume");

      Await.until("half of them run", () -> Ledger.done(journal, NAME, null).size() >= count / 2);
      assertThat(eventsInMemory(server)).isLessThan(MOST_IN_MEMORY);
      Await.until(
          Duration.ofMinutes(5), "all run", () -> Ledger.done(journal, NAME, null).size() >= count);
      for (int k = 0; k < 3; k++) {
        int first = k;
        assertThat(Ledger.done(journal, NAME, KEYS.get(k)))
            .isEqualTo(IntStream.range(0, count).filter(n -> n % 3 == first).boxed().toList());
      }
    }
  }

  /** Events that the server's heap has, and not only its disk. */
  private static long eventsInMemory(ServerProcess server) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(server.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(histogram).isZero();
    assertThat(histogram).contains("dev.sluice.core.queue.Window");
    return histogram
        .lines()
        .map(line -> line.strip().split(" +"))
        .filter(words -> words.length > 3 && words[3].equals("dev.sluice.core.queue.QueuedEvent"))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  /** Sends one after the other until the server is gone. */
  private static Void send(SluiceClient client, String key, int from, List<Integer> accepted) {
    for (int n = from; true; n++) {
      try {
        List<String> unused = Ledger.publish(client, NAME, key, n, n);
        accepted.add(n);
      } catch (IOException e) {
        return null;
      }
    }
  }

  private static void verify(List<Integer> done, List<Integer> accepted, String where) {
    assertThat(done).as(where).containsAll(accepted);
    List<Integer> first = new ArrayList<>();
    Set<Integer> known = new HashSet<>();
    int repeated = 0;
    for (Integer number : done) {
      if (known.add(number)) {
        first.add(number);
      } else {
        repeated++;
      }
    }
    assertThat(first).as(where).isSorted();
    assertThat(repeated).as(where).isLessThanOrEqualTo(ROUNDS * BATCH);
  }
}

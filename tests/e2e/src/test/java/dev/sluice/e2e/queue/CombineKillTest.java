package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.CombinationCounts;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server while combinations are open and become whole. */
@ResourceLock(Lane.OWN_SERVER)
class CombineKillTest {
  private static final int ROUNDS = 3;
  private static final int SENDERS = 3;
  private static final String NAME = "pair";

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("combine-kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  @Tag("slow")
  void shouldLoseNoPartAndCombineNoneTwice() throws Exception {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      server.client().createFunction(Pairs.function(NAME, journal, "[one['id']]"));
      server.client().events().create(Pairs.association(NAME, Pairs.both(NAME, 86_400.0)));
      // One part is on the disk before each kill, and the other one comes after it.
      Pairs.publish(server.client(), NAME, "a", "early", "early-a");
      List<Sender> senders = new ArrayList<>();
      for (int s = 0; s < SENDERS; s++) {
        senders.add(new Sender("s" + s));
      }
      for (int round = 0; round < ROUNDS; round++) {
        SluiceClient client = server.client();
        int enough = journal.all().size() + 100;
        List<CompletableFuture<Void>> sending =
            senders.stream().map(one -> Parallel.start(() -> one.send(client))).toList();
        Await.until("combinations run", () -> journal.all().size() >= enough);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        server.kill9();
        for (CompletableFuture<Void> one : sending) {
          one.get(60, TimeUnit.SECONDS);
        }
        server = server.restart();
        assertThat(server.client().events().association(NAME).combinations().open())
            .as("seed %d", seed)
            .isBetween(1L, 1L + SENDERS);
      }
      SluiceClient client = server.client();
      Pairs.publish(client, NAME, "b", "early", "early-b");
      int pairs = 1;
      for (Sender sender : senders) {
        // As brokers do, once more what nobody answered.
        sender.sendRest(client);
        pairs += sender.pairs();
      }
      int all = pairs;
      Await.until("all is settled", () -> client.events().association(NAME).waiting() == 0);
      CombinationCounts counts = client.events().association(NAME).combinations();
      assertThat(counts).as("seed %d", seed).isEqualTo(new CombinationCounts(0, all, 0, 0));
      Set<String> different = new HashSet<>(Pairs.said(journal, NAME));
      assertThat(different).as("seed %d", seed).hasSize(all);
      assertThat(different).anyMatch(line -> line.startsWith("early a=early-a b=early-b "));
      for (String line : different) {
        String[] words = line.split(" ", -1);
        assertThat(words[1]).isEqualTo("a=" + words[0] + "-a");
        assertThat(words[2]).isEqualTo("b=" + words[0] + "-b");
      }
    } finally {
      server.close();
    }
  }

  /** Sends pairs, one after the other; goes on with the event that was not answered. */
  private static final class Sender {
    private final String name;
    private final AtomicInteger sent = new AtomicInteger();

    Sender(String name) {
      this.name = name;
    }

    int pairs() {
      return sent.get() / 2;
    }

    Void send(SluiceClient client) {
      while (true) {
        try {
          sendNext(client);
        } catch (IOException e) {
          return null;
        }
      }
    }

    private void sendNext(SluiceClient client) throws IOException {
      int number = sent.get();
      String key = name + "-" + number / 2;
      String part = number % 2 == 0 ? "a" : "b";
      List<String> unused = Pairs.publish(client, NAME, part, key, key + "-" + part);
      sent.incrementAndGet();
    }

    void sendRest(SluiceClient client) throws IOException {
      do {
        sendNext(client);
      } while (sent.get() % 2 != 0);
    }
  }
}

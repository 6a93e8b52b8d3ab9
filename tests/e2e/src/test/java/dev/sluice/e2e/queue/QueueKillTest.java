package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server while events are accepted and run. */
@ResourceLock(Lane.OWN_SERVER)
class QueueKillTest {
  private static final int ROUNDS = 3;
  private static final int SENDERS = 3;

  /** Tells the journal each event that it runs for. */
  private static final String FUNCTION =
      """
      import http.client
      def handler(event, context):
          journal = http.client.HTTPConnection('127.0.0.1', %d)
          journal.request('POST', '/', str(event))
          journal.getresponse().read()
      """;

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("queue-kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  private static FunctionSpec function(String name, Journal journal, String semantics) {
    return Sources.python(name, FUNCTION.formatted(journal.port()))
        .with(null, "host", null, null)
        .withAsync(new AsyncSpec(semantics, null, 0.01, null, null, null, null, null, null));
  }

  @Test
  @Tag("slow")
  void shouldLoseNothingThatWasAcceptedAndKeepThePromiseOfEachFunction() throws Exception {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<String, String> accepted = new ConcurrentHashMap<>();
    Map<String, String> numbers = new ConcurrentHashMap<>();
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      server.client().createFunction(function("least", journal, "at-least-once"));
      server.client().createFunction(function("most", journal, "at-most-once"));
      for (int round = 0; round < ROUNDS; round++) {
        SluiceClient client = server.client();
        int first = round * 100_000;
        List<CompletableFuture<Void>> sending =
            java.util.stream.IntStream.range(0, SENDERS)
                .mapToObj(
                    sender ->
                        Parallel.start(
                            () -> send(client, first + sender * 10_000, accepted, numbers)))
                .toList();
        int enough = accepted.size() + 150;
        Await.until("events are accepted", () -> accepted.size() >= enough);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        server.kill9();
        for (CompletableFuture<Void> one : sending) {
          one.get(60, TimeUnit.SECONDS);
        }
        server = server.restart();
      }
      SluiceClient client = server.client();
      Await.until(
          "the queues are empty",
          () -> client.queue().queues(null).stream().allMatch(queue -> queue.waiting() == 0));
      verify(client, accepted, "seed " + seed);
      for (Map.Entry<String, String> event : numbers.entrySet()) {
        int runs = journal.count(event.getKey());
        assertThat(runs)
            .as("runs of %s for %s, seed %d", event.getValue(), event.getKey(), seed)
            .satisfies(
                count -> {
                  if (event.getValue().equals("least")) {
                    assertThat(count).isPositive();
                  } else {
                    assertThat(count).isLessThanOrEqualTo(1);
                  }
                });
      }
    } finally {
      server.close();
    }
  }

  /** Sends until the server is gone; what it has accepted is noted with its function. */
  private static Void send(
      SluiceClient client, int from, Map<String, String> accepted, Map<String, String> numbers) {
    for (int n = from; true; n++) {
      String function = n % 2 == 0 ? "least" : "most";
      try {
        accepted.put(
            client.queue().invoke(function, InvokeRequest.json(Integer.toString(n))).id(),
            function);
        numbers.put(Integer.toString(n), function);
      } catch (IOException e) {
        return null;
      }
    }
  }

  private static void verify(SluiceClient client, Map<String, String> accepted, String where)
      throws Exception {
    Set<String> dead =
        client.queue().deadLetters(DeadLetterRequest.of("most"), 1000, null).items().stream()
            .peek(
                letter ->
                    assertThat(letter.error().code())
                        .isEqualTo(ErrorCode.INVOCATION_INTERRUPTED.code()))
            .map(letter -> letter.id())
            .collect(Collectors.toSet());
    Set<String> wrong = new HashSet<>();
    for (Map.Entry<String, String> event : accepted.entrySet()) {
      String status = client.invocation(event.getKey()).status();
      boolean cut = dead.contains(event.getKey());
      if (!status.equals(cut ? "dead-lettered" : "succeeded")) {
        wrong.add(event.getKey() + " of " + event.getValue() + " is " + status);
      }
    }
    assertThat(wrong).as(where).isEmpty();
    assertThat(client.queue().deadLetters(DeadLetterRequest.of("least"), 10, null).items())
        .as(where)
        .isEmpty();
  }
}

package dev.sluice.e2e.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ExecutionFix;
import dev.sluice.api.ExecutionInfo;
import dev.sluice.api.ExecutionStart;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Parallel;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A server is killed at random moments while executions start, wait, get events, are cancelled and
 * call: what was acknowledged is done, and each task once. {@code -Dsluice.kills} says how often.
 */
@Tag("slow")
@ResourceLock(Lane.OWN_SERVER)
class ExecutionKillTest {
  private static final int KILLS = Integer.getInteger("sluice.kills", 10);
  private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());
  private static final int CANCELLED = 5;

  private static final String WORKFLOW =
      """
      document: {dsl: 1.0.0, namespace: default, name: steps, version: 1.0.0}
      do:
        - a: {set: {n: "${ .n }"}}
        - w: {wait: {milliseconds: 100}}
        - l:
            listen:
              to:
                one:
                  with: {type: go}
                  correlate: {n: {from: .data.n, expect: "${ .n }"}}
            output: {as: $input}
        - c: {call: say, output: {as: $input}}
        - e: {emit: {event: {with: {source: 'https://example.com', type: said, data: "${ .n }"}}},
              output: {as: $input}}
        - b: {set: {n: "${ .n }", done: true}}
      """;

  /** Tells the journal the number and the key of each call. */
  private static final String FUNCTION =
      """
      import http.client

      def handler(event, context):
          journal = http.client.HTTPConnection('127.0.0.1', %d)
          journal.request('POST', '/', str(event['n']))
          journal.getresponse().read()
          return event
      """;

  private final Map<Integer, String> started = new ConcurrentHashMap<>();
  private final Map<Integer, String> signalled = new ConcurrentHashMap<>();
  private final Map<Integer, String> cancelled = new ConcurrentHashMap<>();

  @Test
  void shouldLoseNothingThatWasAcknowledged() throws Exception {
    Random random = new Random(SEED);
    Path folder = Scratch.create("execution-kill");
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      server
          .client()
          .createFunction(
              Sources.python("say", FUNCTION.formatted(journal.port()))
                  .with(null, "host", null, null));
      server.client().workflows().deploy(null, WORKFLOW.getBytes(StandardCharsets.UTF_8));
      for (int kill = 0; kill < KILLS; kill++) {
        SluiceClient client = server.client();
        int from = kill * 100_000;
        CompletableFuture<Void> sending = Parallel.start(() -> send(client, from));
        int enough = started.size() + 5 + random.nextInt(40);
        Await.until("executions are acknowledged", () -> started.size() >= enough);
        server.kill9();
        sending.get(60, TimeUnit.SECONDS);
        server = server.restart();
      }
      check(server.client(), journal);
    } finally {
      server.close();
      Scratch.delete(folder);
    }
  }

  /** Starts executions until the server is gone; what was not acknowledged may be or not. */
  private Void send(SluiceClient client, int from) {
    for (int n = from; true; n++) {
      try {
        ExecutionInfo info =
            client.workflows().start("steps", new ExecutionStart(null, "k" + n, Map.of("n", n)));
        started.put(n, info.id());
        if (n % CANCELLED == 0) {
          client.workflows().fix(info.id(), "cancel", why());
          cancelled.put(n, info.id());
        } else {
          client.events().publish("application/cloudevents+json", event(n));
          signalled.put(n, info.id());
        }
      } catch (IOException e) {
        return null;
      }
    }
  }

  private static ExecutionFix why() {
    return new ExecutionFix("a test", null, null, null, null, null, null);
  }

  private static byte[] event(int n) {
    String event =
        "{\"specversion\":\"1.0\",\"source\":\"/test\",\"id\":\"%d\",\"type\":\"go\","
            + "\"data\":{\"n\":%d}}";
    return event.formatted(n, n).getBytes(StandardCharsets.UTF_8);
  }

  private void check(SluiceClient client, Journal journal) throws Exception {
    for (Map.Entry<Integer, String> one : signalled.entrySet()) {
      int n = one.getKey();
      ExecutionInfo ended =
          Await.value(
              "execution " + n + " is over",
              () -> client.workflows().execution(one.getValue()),
              info -> info.endedAt() != null);
      assertThat(ended.status()).as("%s, seed %d", ended, SEED).isEqualTo("completed");
      assertThat(ended.output()).isEqualTo(Map.of("n", n, "done", true));
      assertThat(journal.count(Integer.toString(n)))
          .as("calls of %d, seed %d", n, SEED)
          .isPositive();
      once(client, one.getValue());
    }
    for (String id : cancelled.values()) {
      assertThat(client.workflows().execution(id).status()).isEqualTo("cancelled");
    }
    for (Map.Entry<Integer, String> one : started.entrySet()) {
      ExecutionStart again = new ExecutionStart(null, "k" + one.getKey(), Map.of("n", -1));
      assertThat(client.workflows().start("steps", again).id()).isEqualTo(one.getValue());
    }
  }

  /** Each task was entered and left once, and its call had one result. */
  private static void once(SluiceClient client, String id) throws IOException {
    Map<String, Integer> seen = new ConcurrentHashMap<>();
    for (Map<String, Object> happened : client.workflows().history(id)) {
      String what =
          switch (String.valueOf(happened.get("happened"))) {
            case "Entered", "Passed" -> "began " + happened.get("task");
            case "Left" -> "left " + happened.get("task");
            case "Returned", "EventConsumed", "Completed" ->
                String.valueOf(happened.get("happened"));
            default -> "";
          };
      seen.merge(what, 1, Integer::sum);
    }
    seen.remove("");
    assertThat(seen.values()).as("%s, seed %d", seen, SEED).containsOnly(1);
    assertThat(seen).hasSize(12);
  }
}

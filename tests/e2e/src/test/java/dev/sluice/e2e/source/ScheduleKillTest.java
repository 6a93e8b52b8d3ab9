package dev.sluice.e2e.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.SourceSpec;
import dev.sluice.client.SluiceClient;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of a server with a hundred schedules, each of a second. */
@ResourceLock(Lane.OWN_SERVER)
class ScheduleKillTest {
  private static final int EVENTS = Integer.getInteger("sluice.events", 500);
  private static final int SCHEDULES = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final String FUNCTION =
      """
      import http.client
      def handler(event, context):
          journal = http.client.HTTPConnection('127.0.0.1', %d)
          line = event['source'] + ' ' + event['id'] + ' ' + context.aws_request_id
          journal.request('POST', '/', line)
          journal.getresponse().read()
      """;

  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    folder = Scratch.create("schedule-kill");
  }

  @AfterEach
  void cleanUp() throws Exception {
    Scratch.delete(folder);
  }

  @Test
  @Tag("slow")
  void shouldMissNoTimeAndInvokeOnceForEach() throws Exception {
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      define(server.client(), journal);
      for (int third = 1; third <= 2; third++) {
        int enough = EVENTS * third / 3;
        Await.until(PATIENCE, "events have run", () -> said(journal).size() >= enough);
        server.kill9();
        server = server.restart();
      }
      Await.until(PATIENCE, "events have run", () -> said(journal).size() >= EVENTS);
      SluiceClient client = server.client();
      for (int n = 0; n < SCHEDULES; n++) {
        Object unused = client.sources().pause("every" + n, true);
      }
      Await.until(
          PATIENCE,
          "nothing waits",
          () -> client.queue().queues(null).stream().allMatch(queue -> queue.waiting() == 0));
      check(said(journal));
    } finally {
      server.close();
    }
  }

  private static List<String> said(Journal journal) {
    return journal.said(line -> true);
  }

  private static void define(SluiceClient client, Journal journal) throws Exception {
    client.createFunction(
        Sources.python("tick", FUNCTION.formatted(journal.port()))
            .with(null, "host", null, null)
            .withAsync(
                new AsyncSpec("effectively-once", null, 0.01, null, null, null, null, null, null)));
    client
        .events()
        .create(
            new AssociationSpec(
                "ticks",
                null,
                "type LIKE 'dev.sluice.schedule%'",
                List.of(new Target("tick", null, null)),
                null,
                null,
                null));
    for (int n = 0; n < SCHEDULES; n++) {
      client
          .sources()
          .create(
              new SourceSpec(
                  "every" + n, "schedule", Map.of("every", "1s", "missed", "all"), null));
    }
  }

  /** Every second from its first to its last, and one invocation for each. */
  private static void check(List<String> lines) {
    Map<String, List<Instant>> times = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      times.computeIfAbsent(words[0], source -> new ArrayList<>()).add(Instant.parse(words[1]));
    }
    assertThat(times).hasSize(SCHEDULES);
    times.forEach(
        (source, all) -> {
          TreeSet<Instant> each = new TreeSet<>(all);
          assertThat(all).as(source).hasSize(each.size());
          assertThat(Duration.between(each.first(), each.last()).toSeconds())
              .as(source)
              .isEqualTo(each.size() - 1);
        });
  }
}

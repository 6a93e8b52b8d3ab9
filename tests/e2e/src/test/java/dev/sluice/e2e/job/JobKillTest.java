package dev.sluice.e2e.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.api.JobSpec;
import dev.sluice.client.Pages;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Journal;
import dev.sluice.e2e.harness.Lane;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.ServerProcess;
import dev.sluice.e2e.harness.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** kill -9 of the server in the middle of a job. */
@ResourceLock(Lane.OWN_SERVER)
class JobKillTest {
  private static final int TASKS = 1_800;
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 4;

  /** Tells the journal each number that it runs for. */
  private static final String FUNCTION =
      """
      import http.client, time
      def handler(event, context):
          time.sleep(0.02)
          journal = http.client.HTTPConnection('127.0.0.1', %d)
          journal.request('POST', '/', str(event))
          journal.getresponse().read()
          return str(event)
      """;

  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    folder = Scratch.create("job-kill");
  }

  @AfterEach
  void cleanUp() throws IOException {
    Scratch.delete(folder);
  }

  @Test
  void shouldGoOnWhereItStoodAndRunNothingAgainThatHadEnded() throws Exception {
    ServerProcess server =
        ServerProcess.on(folder.resolve("data")).config("network.host-namespaces=*\n").start();
    try (Journal journal = new Journal()) {
      server
          .client()
          .createFunction(
              Sources.python("work", FUNCTION.formatted(journal.port()))
                  .with(null, "host", null, null));
      String id =
          server.client().jobs().start("work", JobSpec.ofRange(1, TASKS).with(AT_ONCE, null)).id();
      Map<String, Integer> ended = new HashMap<>();
      for (int round = 1; round <= ROUNDS; round++) {
        long enough = (long) TASKS * round / (ROUNDS + 1);
        ServerProcess running = server;
        Await.until(
            "a part of the tasks has ended",
            () -> running.client().jobs().get(id).succeeded() >= enough);
        List<JobResult> seen =
            Pages.all(cursor -> running.client().jobs().results(id, null, 1000, cursor));
        for (JobResult result : seen) {
          String said = String.valueOf(result.result());
          // One that ran at an earlier kill has run twice already.
          ended.putIfAbsent(said, journal.count(said));
        }
        // Ends are written one batch after the other: what was seen is on disk once more is seen.
        Await.until(
            "more of them have ended",
            () -> running.client().jobs().get(id).succeeded() > seen.size());
        server.kill9();
        server = server.restart();
      }
      ServerProcess last = server;
      JobInfo over =
          Await.value(
              "the job is over", () -> last.client().jobs().get(id), job -> job.endedAt() != null);

      assertThat(over.status()).isEqualTo("succeeded");
      assertThat(over.succeeded()).isEqualTo(TASKS);
      assertThat(server.client().jobs().results(id, null, 1000, null).items()).hasSize(1000);
      for (int n = 1; n <= TASKS; n++) {
        int runs = journal.count(Integer.toString(n));
        assertThat(runs).as("runs for %d", n).isPositive();
        assertThat(runs)
            .as("runs for %d, which had ended", n)
            .isEqualTo(ended.getOrDefault(Integer.toString(n), runs));
      }
      assertThat(ended).hasSizeGreaterThan(TASKS / 2);
    } finally {
      server.close();
    }
  }
}

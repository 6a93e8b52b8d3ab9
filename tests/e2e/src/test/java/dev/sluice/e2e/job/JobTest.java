package dev.sluice.e2e.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AliasSpec;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.JobInfo;
import dev.sluice.api.JobResult;
import dev.sluice.api.JobSpec;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.Pages;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.Scratch;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A function runs for each item of an input. */
class JobTest extends SharedServerTest {
  /** Fails for 3 until it has another version. */
  private static final String PICKY =
      """
      def handler(event, context):
          if event == 3:
              raise ValueError('not three')
          return event
      """;

  /** Says when it begins and ends. */
  private static final String SLOW =
      """
      import time
      def handler(event, context):
          time.sleep(0.05)
          return event
      """;

  private JobInfo over(String id) throws Exception {
    return Await.value(
        "the job " + id + " is over", () -> client.jobs().get(id), job -> job.endedAt() != null);
  }

  private List<JobResult> results(String id, String status) throws Exception {
    return Pages.all(cursor -> client.jobs().results(id, status, 7, cursor));
  }

  @Test
  void shouldRunTheFunctionForEveryItemAndKeepWhatCame() throws Exception {
    String name = name("echo");
    create(Sources.python(name, Sources.PYTHON_ECHO));

    JobInfo job =
        client
            .jobs()
            .start(name, JobSpec.ofItems(List.of(1, "größer\n", List.of(), Map.of("a", 1.5))));

    assertThat(job.tasks()).isEqualTo(4);
    JobInfo over = over(job.id());
    assertThat(over.status()).isEqualTo("succeeded");
    assertThat(over.succeeded()).isEqualTo(4);
    assertThat(over.waiting() + over.running() + over.failed() + over.cancelled()).isZero();
    List<JobResult> results = results(job.id(), null);
    assertThat(results).extracting(JobResult::task).containsExactly(0L, 1L, 2L, 3L);
    assertThat(results.stream().map(JobResult::result).map(Object::toString).toList())
        .containsExactly("1", "größer\n", "[]", "{a=1.5}");
    assertThat(client.invocation(results.get(0).invocation()).trigger())
        .isEqualTo("job:" + job.id());
    assertThat(client.jobs().list(name, "succeeded", null, null).items()).containsExactly(over);
    assertThat(client.jobs().list(name, "running", null, null).items()).isEmpty();
  }

  @Test
  void shouldKeepAllDigitsOfNumbers() throws Exception {
    String name = name("digits");
    create(Sources.python(name, "def handler(event, context):\n  return repr(event)\n"));

    String id =
        http.post(
                "/v1/functions/" + name + "/jobs",
                "{\"items\":[12345678901234567890123, 0.1000000000000000055511151231257827]}")
            .json()
            .path("id")
            .asText();

    over(id);
    assertThat(results(id, null).get(0).result()).isEqualTo("12345678901234567890123");
  }

  @Test
  void shouldSplitLinesAndRangesAndGiveSeveralItemsToOneTask() throws Exception {
    String name = name("split");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    JobSpec lines =
        new JobSpec(null, null, "a\n\nb\r\nc", null, null, null, 2, null, null, "letters", null);
    JobSpec down =
        new JobSpec(
            null, null, null, new JobSpec.Range(10L, 1L, -4L), null, null, 2, 1, null, null, null);

    JobInfo letters = over(client.jobs().start(name, lines).id());
    JobInfo numbers = over(client.jobs().start(name, down).id());

    assertThat(letters.tasks()).isEqualTo(2);
    assertThat(letters.description()).isEqualTo("letters");
    assertThat(results(letters.id(), null))
        .extracting(JobResult::result)
        .containsExactly(List.of("a", "b"), List.of("c"));
    assertThat(results(numbers.id(), null))
        .extracting(JobResult::result)
        .containsExactly(List.of(10, 6), List.of(2));
  }

  @Test
  void shouldPutManyTasksIntoTheQueueALittleAtATime() throws Exception {
    String name = name("many");
    create(Sources.python(name, Sources.PYTHON_ECHO));

    JobInfo job = client.jobs().start(name, JobSpec.ofRange(1, 2_500));

    assertThat(client.queue().queues(name))
        .allSatisfy(queue -> assertThat(queue.waiting()).isLessThanOrEqualTo(1_000));
    JobInfo over = over(job.id());
    assertThat(over.succeeded()).isEqualTo(2_500);
    List<JobResult> all = Pages.all(cursor -> client.jobs().results(job.id(), null, 1000, cursor));
    assertThat(all.stream().map(JobResult::result).toList())
        .isEqualTo(IntStream.rangeClosed(1, 2_500).boxed().toList());
  }

  @Test
  void shouldTryEachTaskAsOftenAsTheJobSaysAndRunThoseAgainThatFailed() throws Exception {
    String name = name("picky");
    create(
        Sources.python(name, PICKY)
            .withAsync(new AsyncSpec(null, 5, 0.01, null, null, null, null, null, null)));

    JobInfo failed = over(client.jobs().start(name, JobSpec.ofRange(1, 5).with(null, 2)).id());

    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.succeeded()).isEqualTo(4);
    JobResult letter = results(failed.id(), "failed").get(0);
    assertThat(letter.task()).isEqualTo(2);
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.error().message()).isEqualTo("not three");
    Refused.with(ErrorCode.DEAD_LETTER_NOT_FOUND, () -> client.jobs().retry(failed.id(), 1L));
    client.updateFunction(name, Sources.onlyCode(Sources.PYTHON_ECHO), null);
    assertThat(client.jobs().retry(failed.id(), 2L)).isEqualTo(1);
    JobInfo good =
        Await.value(
            "the job succeeds",
            () -> client.jobs().get(failed.id()),
            job -> job.status().equals("succeeded"));
    assertThat(good.succeeded()).isEqualTo(5);
    assertThat(results(failed.id(), "failed")).isEmpty();
    assertThat(client.jobs().retry(failed.id(), null)).isZero();
  }

  @Test
  void shouldCountTaskWhoseDeadLetterIsRedriven() throws Exception {
    String name = name("redriven");
    create(
        Sources.python(name, PICKY)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    JobInfo failed = over(client.jobs().start(name, JobSpec.ofRange(3, 4)).id());

    String letter =
        client.queue().deadLetters(DeadLetterRequest.of(name), 9, null).items().get(0).id();
    client.queue().redrive(letter, "33".getBytes(StandardCharsets.UTF_8));

    Await.until(
        "the job succeeds", () -> client.jobs().get(failed.id()).status().equals("succeeded"));
    assertThat(results(failed.id(), null)).extracting(JobResult::result).containsExactly(33, 4);
  }

  @Test
  void shouldRunNoMoreTasksAtOnceThanTheJobSays() throws Exception {
    String name = name("narrow");
    create(Sources.python(name, SLOW));

    JobInfo job = client.jobs().start(name, JobSpec.ofRange(1, 20).with(1, null));

    Await.until(
        "the job is over",
        () -> {
          JobInfo now = client.jobs().get(job.id());
          assertThat(now.running()).isLessThanOrEqualTo(1);
          assertThat(now.succeeded() + now.waiting() + now.running()).isEqualTo(20);
          return now.endedAt() != null;
        });
  }

  @Test
  void shouldPauseResumeAndCancel() throws Exception {
    String name = name("slow");
    create(Sources.python(name, SLOW));
    String id = client.jobs().start(name, JobSpec.ofRange(1, 3_000).with(2, null)).id();
    Await.until("tasks end", () -> client.jobs().get(id).succeeded() > 3);

    assertThat(client.jobs().pause(id).status()).isEqualTo("paused");
    JobInfo still =
        Await.value("nothing runs", () -> client.jobs().get(id), job -> job.running() == 0);
    assertThat(still.endedAt()).isNull();
    assertThat(client.jobs().get(id).succeeded()).isEqualTo(still.succeeded());
    assertThat(client.jobs().resume(id).status()).isEqualTo("running");
    Await.until("more end", () -> client.jobs().get(id).succeeded() > still.succeeded());
    client.jobs().cancel(id);
    JobInfo over = over(id);

    assertThat(over.status()).isEqualTo("cancelled");
    assertThat(over.succeeded() + over.cancelled()).isEqualTo(3_000);
    assertThat(over.cancelled()).isPositive();
    assertThat(results(id, "succeeded")).hasSize((int) over.succeeded());
    assertThat(client.queue().queues(name)).isEmpty();
    Refused.with(ErrorCode.JOB_OVER, () -> client.jobs().pause(id));
    Refused.with(ErrorCode.JOB_OVER, () -> client.jobs().retry(id, null));
  }

  @Test
  void shouldStayWithTheVersionThatItBeganWith() throws Exception {
    String name = name("pinned");
    create(Sources.python(name, SLOW));
    client.versions().publish(name, null, null);
    client.versions().setAlias(name, "live", new AliasSpec(Map.of("1", 1.0), null), null);
    client.updateFunction(name, Sources.onlyCode(Sources.PYTHON_ECHO + "# 2\n"), null);
    client.versions().publish(name, null, null);
    JobInfo job =
        client
            .jobs()
            .start(
                name,
                new JobSpec(
                    "live",
                    null,
                    null,
                    new JobSpec.Range(1L, 20L, null),
                    null,
                    null,
                    null,
                    1,
                    null,
                    null,
                    null));

    client.versions().setAlias(name, "live", new AliasSpec(Map.of("2", 1.0), null), null);

    assertThat(job.qualifier()).isEqualTo("live");
    assertThat(job.version()).isEqualTo("1");
    assertThat(over(job.id()).status()).isEqualTo("succeeded");
    assertThat(client.invocations(InvocationRequest.of(name, 100)).items())
        .hasSize(20)
        .extracting(InvocationInfo::version)
        .containsOnly("1");
  }

  @Test
  void shouldTellAssociationsThatItIsOver() throws Exception {
    String name = name("told");
    String work = name("work");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    create(
        Sources.python(work, PICKY)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    client
        .events()
        .create(
            new AssociationSpec(
                name,
                List.of("jobs"),
                "type = 'dev.sluice.job.completed' AND status = 'failed' AND function = '"
                    + work
                    + "'",
                List.of(new Target(name, null, null)),
                null,
                null,
                null));
    try {
      over(client.jobs().start(work, JobSpec.ofRange(1, 2)).id());
      JobInfo failed = over(client.jobs().start(work, JobSpec.ofRange(1, 4)).id());

      List<InvocationInfo> told =
          Await.value(
              "the function is told",
              () -> client.invocations(InvocationRequest.of(name, 10)).items(),
              found -> found.stream().anyMatch(one -> one.status().equals("succeeded")));
      assertThat(told).hasSize(1);
      JsonNode event =
          Json.read(new String(client.queue().result(told.get(0).id()), StandardCharsets.UTF_8));
      assertThat(event.path("subject").asText()).isEqualTo(failed.id());
      assertThat(event.at("/data/failed").asInt()).isEqualTo(1);
      assertThat(event.at("/data/succeeded").asInt()).isEqualTo(3);
    } finally {
      client.events().delete(name);
    }
  }

  @Test
  void shouldGiveTheFirstJobForTheSameKey() throws Exception {
    String name = name("keyed");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    JobSpec spec =
        new JobSpec(
            null, List.of(1), null, null, null, null, null, null, null, null, name + " of today");

    JobInfo first = client.jobs().start(name, spec);

    assertThat(client.jobs().start(name, spec).id()).isEqualTo(first.id());
    assertThat(client.jobs().list(name, null, null, null).items()).hasSize(1);
  }

  @Test
  void shouldRefuseWhatIsNoJob() throws Exception {
    String name = name("refused");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    String jobs = "/v1/functions/" + name + "/jobs";

    http.post("/v1/functions/no-such-one/jobs", "{\"items\":[1]}")
        .assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
    for (String body :
        List.of(
            "{}",
            "{\"items\":[]}",
            "{\"lines\":\"\\n\\n\"}",
            "{\"items\":{\"a\":1}}",
            "{\"items\":[1],\"lines\":\"a\"}",
            "{\"range\":{\"from\":1}}",
            "{\"range\":{\"from\":1,\"to\":0}}",
            "{\"range\":{\"from\":1,\"to\":9,\"step\":0}}",
            "{\"range\":{\"from\":1,\"to\":1000001}}",
            "{\"range\":{\"from\":-9223372036854775808,\"to\":9223372036854775807}}",
            "{\"items\":[1],\"itemsPerTask\":0}",
            "{\"items\":[1],\"parallelism\":1001}",
            "{\"items\":[1],\"maxAttempts\":101}",
            "{\"items\":[1],\"key\":\"a\\nb\"}",
            "{\"items\":[1],\"colour\":\"red\"}")) {
      http.post(jobs, body).assertProblem(ErrorCode.INVALID_REQUEST);
    }
    http.post(jobs, "{\"items\":[1],\"qualifier\":\"no-such\"}")
        .assertProblem(ErrorCode.ALIAS_NOT_FOUND);
    http.post(jobs, "{\"items\":[1").assertProblem(ErrorCode.INVALID_JSON);
    http.post(jobs, "{\"items\":[\"" + "x".repeat(7 << 20) + "\"]}")
        .assertProblem(ErrorCode.PAYLOAD_TOO_LARGE);
    http.post(jobs, "{\"lines\":\"" + "x".repeat(17 << 20) + "\"}")
        .assertProblem(ErrorCode.PAYLOAD_TOO_LARGE);
    http.get("/v1/jobs/no-such-job").assertProblem(ErrorCode.JOB_NOT_FOUND);
    http.get("/v1/jobs?status=asleep").assertProblem(ErrorCode.INVALID_REQUEST);
    assertThat(client.jobs().list(name, null, null, null).items()).isEmpty();
  }

  @Test
  void shouldBeDrivenFromTheCommandLine() throws Exception {
    String name = name("typed");
    create(
        Sources.python(name, PICKY)
            .withAsync(new AsyncSpec(null, 1, null, null, null, null, null, null, null)));
    Cli cli = new Cli(client.connection());
    Path folder = Scratch.create("jobs");
    try {
      Path items = Files.writeString(folder.resolve("items.json"), "[1, 2.50, 3]");
      Path lines = Files.writeString(folder.resolve("lines.txt"), "one\ntwo\n");

      String id = cli.run("job", "start", name, "--items", items.toString()).strip();
      over(id);

      assertThat(cli.run("job", "get", id)).contains("failed", "Tasks           3");
      assertThat(cli.run("job", "results", id, "--status", "failed")).contains("not three");
      assertThat(cli.run("job", "results", id, "--after", "0")).contains("2.5", "not three");
      assertThat(cli.run("job", "retry", id, "--task", "2")).isEqualTo("1 tasks are run again\n");
      Await.until("it fails again", () -> client.jobs().get(id).endedAt() != null);
      String second =
          cli.run("job", "start", name + ":latest", "--lines", lines.toString()).strip();
      over(second);
      assertThat(cli.run("job", "results", second, "--output", "json")).contains("\"two\"");
      assertThat(cli.run("job", "list", "--function", name)).contains(id, second);
      assertThat(cli.refused("job", "cancel", second)).contains("job-over");
    } finally {
      Scratch.delete(folder);
    }
  }
}

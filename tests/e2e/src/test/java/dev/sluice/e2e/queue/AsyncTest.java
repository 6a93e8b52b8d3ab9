package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import dev.sluice.api.DeadLetterInfo;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.DeadLetterRequest;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Invocations that nobody waits for. */
class AsyncTest extends SharedServerTest {
  private static final String FAIL =
      "def handler(event, context):\n  raise ValueError('no %s' % event['n'])\n";

  private static AsyncSpec policy(
      @Nullable String semantics,
      int attempts,
      @Nullable String onSuccess,
      @Nullable String onFailure) {
    return new AsyncSpec(
        semantics,
        attempts,
        0.01,
        null,
        null,
        null,
        null,
        onSuccess == null ? null : new Destination(onSuccess, null),
        onFailure == null ? null : new Destination(onFailure, null));
  }

  private InvocationInfo ended(String id) throws Exception {
    return Await.value(
        "the invocation " + id + " has ended",
        () -> client.invocation(id),
        record -> !record.status().equals("queued") && !record.status().equals("running"));
  }

  private InvocationInfo accept(String function, String event) throws Exception {
    return client.queue().invoke(function, InvokeRequest.json(event));
  }

  @Test
  void shouldAcceptAnEventAndShowWhatCameOfIt() throws Exception {
    String name = name("later");
    create(Sources.python(name, Sources.PYTHON_ECHO));

    Http.Answer accepted = http.post("/v1/functions/" + name + "/invoke?mode=async", "{\"n\":7}");

    assertThat(accepted.status()).isEqualTo(202);
    String id = accepted.header("Sluice-Invocation-Id");
    assertThat(accepted.json().path("id").asText()).isEqualTo(id);
    assertThat(accepted.json().path("status").asText()).isEqualTo("queued");
    InvocationInfo record = ended(id);
    assertThat(record.status()).isEqualTo("succeeded");
    assertThat(record.attempts()).isEqualTo(1);
    assertThat(record.delayMs()).isNotNull();
    assertThat(record.version()).isEqualTo("latest");
    Http.Answer result = http.get("/v1/invocations/" + id + "/result");
    assertThat(result.header("Content-Type")).startsWith("application/json");
    assertThat(result.json()).isEqualTo(Json.read("{\"n\":7}"));
    assertThat(client.invocations(InvocationRequest.of(name, 5)).items())
        .extracting(InvocationInfo::id)
        .containsExactly(id);
    http.get("/v1/invocations/" + accept(name, "1").id() + "x/result")
        .assertProblem(ErrorCode.INVOCATION_NOT_FOUND);
  }

  @Test
  void shouldTryAgainUntilItWorks() throws Exception {
    String name = name("shaky");
    create(
        Sources.python(
                name,
                """
                tries = 0
                def handler(event, context):
                    global tries
                    tries += 1
                    print('try', tries)
                    if tries < 3:
                        raise RuntimeError('not yet')
                    return tries
                """)
            .withAsync(policy(null, 5, null, null)));

    InvocationInfo record = ended(accept(name, "{}").id());

    assertThat(record.status()).isEqualTo("succeeded");
    assertThat(record.attempts()).isEqualTo(3);
    assertThat(new String(client.queue().result(record.id()), StandardCharsets.UTF_8))
        .isEqualTo("3");
  }

  @Test
  void shouldKeepWhatFailedAsADeadLetterAndRunItAgain() throws Exception {
    String name = name("doomed");
    create(Sources.python(name, FAIL).withAsync(policy(null, 2, null, null)));
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      ids.add(accept(name, "{\"n\":" + n + "}").id());
    }
    for (String id : ids) {
      InvocationInfo record = ended(id);
      assertThat(record.status()).isEqualTo("dead-lettered");
      assertThat(record.attempts()).isEqualTo(2);
    }

    DeadLetterInfo letter = client.queue().deadLetter(ids.get(1));
    assertThat(letter.payload()).isEqualTo("{\"n\":1}");
    assertThat(letter.attempts()).isEqualTo(2);
    assertThat(letter.error().message()).isEqualTo("no 1");
    assertThat(
            client.queue().deadLetters(new DeadLetterRequest(name, null, "NO 2"), 10, null).items())
        .extracting(DeadLetterInfo::id)
        .containsExactly(ids.get(2));
    assertThat(client.queue().queues(name).get(0).deadLetters()).isEqualTo(3);

    client.updateFunction(name, Sources.onlyCode(Sources.PYTHON_ECHO), null);
    InvocationInfo edited =
        client.queue().redrive(ids.get(0), "{\"fixed\":1}".getBytes(StandardCharsets.UTF_8));
    assertThat(ended(edited.id()).status()).isEqualTo("succeeded");
    assertThat(client.invocation(edited.id()).replayOf()).isEqualTo(ids.get(0));
    assertThat(Json.read(new String(client.queue().result(edited.id()), StandardCharsets.UTF_8)))
        .isEqualTo(Json.read("{\"fixed\":1}"));
    assertThat(client.queue().redriveAll(new DeadLetterRequest(name, null, "no 1"))).isEqualTo(1);
    assertThat(client.queue().removeAll(DeadLetterRequest.of(name))).isEqualTo(1);
    assertThat(client.queue().deadLetters(DeadLetterRequest.of(name), 10, null).items()).isEmpty();
    http.get("/v1/dead-letters/" + ids.get(0)).assertProblem(ErrorCode.DEAD_LETTER_NOT_FOUND);
    http.send("DELETE", "/v1/dead-letters", Map.of(), new byte[0])
        .assertProblem(ErrorCode.INVALID_REQUEST);
  }

  @Test
  void shouldTellItsDestinationsHowItEnded() throws Exception {
    String told = name("told");
    String good = name("good");
    String bad = name("bad");
    create(Sources.python(told, Sources.PYTHON_ECHO));
    create(Sources.python(good, Sources.PYTHON_ECHO).withAsync(policy(null, 1, told, null)));
    create(Sources.python(bad, FAIL).withAsync(policy(null, 1, null, told)));

    String success = accept(good, "{\"n\":1}").id();
    String failure = accept(bad, "{\"n\":2}").id();

    for (String id : List.of(success, failure)) {
      InvocationInfo about =
          Await.value(
                  "the destination has run for " + id,
                  () ->
                      client.invocations(InvocationRequest.of(told, 10)).items().stream()
                          .filter(record -> id.equals(record.eventId()))
                          .filter(record -> record.status().equals("succeeded"))
                          .findFirst(),
                  found -> found.isPresent())
              .get();
      assertThat(about.trigger()).isEqualTo("destination");
      JsonNode event =
          Json.read(new String(client.queue().result(about.id()), StandardCharsets.UTF_8));
      boolean well = id.equals(success);
      assertThat(event.path("type").asText())
          .isEqualTo("dev.sluice.invocation." + (well ? "succeeded" : "failed"));
      assertThat(event.at("/data/invocation").asText()).isEqualTo(id);
      assertThat(event.at("/data/request/body/n").asInt()).isEqualTo(well ? 1 : 2);
      if (well) {
        assertThat(event.at("/data/response/body/n").asInt()).isEqualTo(1);
      } else {
        assertThat(event.at("/data/error/message").asText()).isEqualTo("no 2");
      }
    }
  }

  @Test
  void shouldStopEventsThatGoInCircles() throws Exception {
    String name = name("circle");
    create(Sources.python(name, Sources.PYTHON_ECHO).withAsync(policy(null, 1, name, null)));

    accept(name, "0");

    DeadLetterInfo letter =
        Await.value(
                "the circle ends",
                () -> client.queue().deadLetters(DeadLetterRequest.of(name), 1, null).items(),
                found -> !found.isEmpty())
            .get(0);
    assertThat(letter.error().code()).isEqualTo(ErrorCode.RECURSION_LIMIT.code());
  }

  @Test
  void shouldRunAnEventOnceThatComesTwice() throws Exception {
    String name = name("once");
    create(
        Sources.python(name, Sources.PYTHON_ECHO)
            .withAsync(policy("effectively-once", 3, null, null)));
    Map<String, String> event =
        Map.of(
            "Content-Type", "application/json",
            "ce-specversion", "1.0",
            "ce-id", "evt-1",
            "ce-source", "/shop",
            "ce-type", "sold");
    String path = "/v1/functions/" + name + "/invoke?mode=async";

    Http.Answer first = http.send("POST", path, event, "1".getBytes(StandardCharsets.UTF_8));
    Http.Answer again = http.send("POST", path, event, "1".getBytes(StandardCharsets.UTF_8));

    assertThat(first.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.header("Sluice-Invocation-Id"))
        .isEqualTo(first.header("Sluice-Invocation-Id"));
    ended(first.header("Sluice-Invocation-Id"));
    assertThat(client.invocations(InvocationRequest.of(name, 10)).items()).hasSize(1);
  }

  @Test
  void shouldKeepTheBacklogOfADisabledFunctionAndCancelWhatIsNotWanted() throws Exception {
    String name = name("resting");
    create(
        Sources.python(name, "import time\ndef handler(event, context):\n  time.sleep(event)\n")
            .withAsync(new AsyncSpec(null, 1, null, null, 1, null, null, null, null)));
    String running = accept(name, "0.5").id();
    String waiting = accept(name, "0").id();
    String unwanted = accept(name, "0").id();
    client.disable(name);
    ended(running);

    assertThat(client.queue().cancel(unwanted).status()).isEqualTo("cancelled");
    assertThat(client.invocation(waiting).status()).isEqualTo("queued");
    assertThat(ended(unwanted).status()).isEqualTo("cancelled");
    http.post("/v1/functions/" + name + "/invoke?mode=async", "0")
        .assertProblem(ErrorCode.FUNCTION_DISABLED);
    client.enable(name);

    assertThat(ended(waiting).status()).isEqualTo("succeeded");
    assertThat(client.queue().queues(name)).isEmpty();
  }

  @Test
  void shouldRefusePoliciesThatAreNotValid() throws Exception {
    String name = name("wrong");
    for (String async :
        List.of(
            "{\"semantics\":\"sometimes\"}",
            "{\"maxAttempts\":0}",
            "{\"semantics\":\"at-most-once\",\"maxAttempts\":2}",
            "{\"retryDelaySeconds\":-1}",
            "{\"maxAgeSeconds\":0}",
            "{\"concurrency\":0}",
            "{\"ratePerSecond\":0}",
            "{\"deduplicationSeconds\":1e9}",
            "{\"onFailure\":{\"function\":\"\"}}",
            "{\"onFailure\":{\"function\":\"f\",\"qualifier\":\"no such\"}}",
            "{\"unknown\":1}")) {
      Http.Answer answer =
          http.post(
              "/v1/functions",
              "{\"name\":\""
                  + name
                  + "\",\"runtime\":\"python3\",\"code\":{\"inline\":\"x\"},"
                  + "\"handler\":\"main.handler\",\"async\":"
                  + async
                  + "}");
      assertThat(answer.status()).as("%s: %s", async, answer.text()).isEqualTo(400);
    }
  }
}

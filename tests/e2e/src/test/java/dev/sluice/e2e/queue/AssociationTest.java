package dev.sluice.e2e.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AssociationInfo;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.ErrorCode;
import dev.sluice.api.EventsAccepted;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.SluiceApiException;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events run the functions that are associated with them. */
class AssociationTest extends SharedServerTest {
  private static final String ONE = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";

  private final List<String> associations = new ArrayList<>();

  @AfterEach
  void deleteAssociations() throws Exception {
    for (String association : associations) {
      client.events().delete(association);
    }
  }

  private AssociationInfo associate(String name, @Nullable String filter, Target... targets)
      throws Exception {
    associations.add(name);
    return client
        .events()
        .create(new AssociationSpec(name, null, filter, List.of(targets), null, null, null));
  }

  private static String event(String type, int n) {
    return "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/shop\",\"type\":\"%s\",\"data\":{\"n\":%d}}"
        .formatted(n, type, n);
  }

  private EventsAccepted publish(String contentType, String events) throws Exception {
    return client.events().publish(contentType, events.getBytes(StandardCharsets.UTF_8));
  }

  private InvocationInfo succeeded(String id) throws Exception {
    return Await.value(
        "the invocation " + id + " succeeds",
        () -> client.invocation(id),
        record -> record.status().equals("succeeded"));
  }

  private JsonNode result(String id) throws Exception {
    return Json.read(new String(client.queue().result(id), StandardCharsets.UTF_8));
  }

  @Test
  void shouldRunEveryFunctionThatWantsAnEvent() throws Exception {
    String type = name("sold");
    String whole = name("whole");
    String mapped = name("also");
    create(Sources.python(whole, Sources.PYTHON_ECHO));
    create(Sources.python(mapped, Sources.PYTHON_ECHO));
    associate(
        whole,
        "type = '" + type + "'",
        new Target(whole, null, null),
        new Target(mapped, null, null));
    associate(mapped, "type = '" + type + "' AND id != 'e1'", new Target(mapped, null, null));

    assertThat(publish(ONE, event("other-" + type, 1)).invocations()).isEmpty();
    assertThat(publish(ONE, event(type, 1)).invocations()).hasSize(2);
    EventsAccepted two = publish(BATCH, "[" + event(type, 2) + "," + event("x" + type, 3) + "]");

    assertThat(two.events()).isEqualTo(2);
    assertThat(two.invocations()).hasSize(3);
    Set<String> seen = new HashSet<>();
    for (String id : two.invocations()) {
      InvocationInfo record = succeeded(id);
      assertThat(record.eventId()).isEqualTo("e2");
      JsonNode result = result(id);
      assertThat(result.path("type").asText()).isEqualTo(type);
      assertThat(result.at("/data/n").asInt()).isEqualTo(2);
      seen.add(record.trigger() + " " + record.function());
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "association:" + whole + " " + whole,
            "association:" + whole + " " + mapped,
            "association:" + mapped + " " + mapped);
  }

  @Test
  void shouldKeepTheBacklogWhilePausedAndRunItInOrder() throws Exception {
    String name = name("paused");
    create(Sources.python(name, "def handler(event, context):\n  print(event['data']['n'])\n"));
    associations.add(name);
    client
        .events()
        .create(
            new AssociationSpec(
                name,
                null,
                "type = '" + name + "'",
                List.of(new Target(name, null, null)),
                "type",
                null,
                null));
    assertThat(client.events().set(name, "pause").state()).isEqualTo("paused");
    String events =
        IntStream.range(0, 60)
            .mapToObj(n -> event(name, n))
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();

    List<String> ids = publish(BATCH, "[" + events + "]").invocations();

    assertThat(ids).hasSize(60);
    AssociationInfo waiting = client.events().association(name);
    assertThat(waiting.waiting()).isEqualTo(60);
    assertThat(waiting.oldestAt()).isNotNull();
    assertThat(client.invocation(ids.get(0)).status()).isEqualTo("queued");
    assertThat(client.events().set(name, "resume").state()).isEqualTo("enabled");
    for (String id : ids) {
      succeeded(id);
    }
    List<String> lines =
        Await.value(
            "all lines",
            () ->
                client.logs(name, dev.sluice.client.LogRequest.newest(100)).stream()
                    .map(line -> line.text())
                    .filter(text -> text.matches("[0-9]+"))
                    .toList(),
            found -> found.size() == 60);
    assertThat(lines)
        .containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(Integer::toString).toList());

    client.events().set(name, "disable");
    assertThat(publish(ONE, event(name, 1)).invocations()).isEmpty();
  }

  @Test
  void shouldStayPausedWhileItIsReplaced() throws Exception {
    String name = name("kept");
    String gone = name("gone");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    create(Sources.python(gone, Sources.PYTHON_ECHO));
    String filter = "type = '" + name + "'";
    Target kept = new Target(name, null, null);
    associate(name, filter, kept, new Target(gone, null, null));
    client.events().set(name, "pause");
    for (int n = 0; n < 20; n++) {
      publish(ONE, event(name, n));
    }

    for (int n = 0; n < 20; n++) {
      client
          .events()
          .replace(
              name,
              new AssociationSpec(name, null, filter, List.of(kept), null, null, "change " + n),
              null);
    }

    Await.until("what it has no more is run", () -> client.queue().queues(gone).isEmpty());
    assertThat(client.queue().queues(name).get(0).waiting()).isEqualTo(20);
    assertThat(client.invocations(InvocationRequest.of(name, 100)).items())
        .extracting(InvocationInfo::status)
        .containsOnly("queued");
  }

  @Test
  void shouldPauseItselfWhenEventsDieInARow() throws Exception {
    String name = name("dying");
    create(
        Sources.python(name, "def handler(event, context):\n  raise ValueError('never')\n")
            .withAsync(new AsyncSpec(null, 1, null, null, 1, null, null, null, null)));
    associations.add(name);
    client
        .events()
        .create(
            new AssociationSpec(
                name,
                null,
                "type = '" + name + "'",
                List.of(new Target(name, null, null)),
                null,
                3,
                null));

    for (int n = 0; n < 10; n++) {
      publish(ONE, event(name, n));
    }

    AssociationInfo paused =
        Await.value(
            "the association is paused",
            () -> client.events().association(name),
            is -> is.state().equals("paused"));
    assertThat(paused.stateReason()).contains("never");
    assertThat(paused.lastError()).isNotNull();
    assertThat(paused.lastError().message()).isEqualTo("never");
    assertThat(paused.deadLetters() + paused.waiting()).isEqualTo(10);
    assertThat(paused.deadLetters()).isGreaterThanOrEqualTo(3);
    client.queue().removeAll(new dev.sluice.client.DeadLetterRequest(name, null, null));
  }

  @Test
  void shouldShareEventsOutOverVersionsAndStayWithThem() throws Exception {
    String name = name("shared");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    client.versions().publish(name, null, null);
    client.updateFunction(name, Sources.onlyCode(Sources.PYTHON_ECHO + "# 2\n"), null);
    client.versions().publish(name, null, null);
    associate(name, "type = '" + name + "'", new Target(name, null, Map.of("1", 0.5, "2", 0.5)));

    Map<String, String> first = versions(name);
    Map<String, String> again = versions(name);

    assertThat(again).isEqualTo(first);
    assertThat(new HashSet<>(first.values())).containsExactlyInAnyOrder("1", "2");
  }

  /** The version that each of twenty events went to. */
  private Map<String, String> versions(String type) throws Exception {
    Map<String, String> versions = new java.util.TreeMap<>();
    for (int n = 0; n < 20; n++) {
      String id = publish(ONE, event(type, n)).invocations().get(0);
      versions.put("e" + n, succeeded(id).version());
    }
    return versions;
  }

  @Test
  void shouldGiveFunctionsTheInputThatTheirAssociationSays() throws Exception {
    String name = name("input");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    associate(
        name, "type = '" + name + "'", new Target(name, null, null, "{twice: (.data.n * 2)}"));

    String id = publish(ONE, event(name, 21)).invocations().get(0);
    InvocationInfo done = succeeded(id);

    assertThat(result(id)).isEqualTo(Json.read("{\"twice\":42}"));
    assertThat(done.id()).isEqualTo(id);
  }

  @Test
  void shouldGiveUpAtOnceOnEventsThatHaveNoInput() throws Exception {
    String name = name("input");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    associate(name, "type = '" + name + "'", new Target(name, null, null, ".data.n.x"));

    String id = publish(ONE, event(name, 1)).invocations().get(0);
    InvocationInfo dead =
        Await.value(
            "it is given up",
            () -> client.invocation(id),
            one -> one.status().equals("dead-lettered"));

    assertThat(dead.error().code()).isEqualTo(ErrorCode.INPUT_FAILED.code());
    assertThat(Json.read(client.queue().deadLetter(id).payload()).get("data").get("n").asInt())
        .as("the dead letter is the event, not an input")
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatIsNotValid() throws Exception {
    String name = name("refused");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    refused(
        ErrorCode.INVALID_FILTER,
        "{\"filter\":\"type =\",\"targets\":[{\"function\":\"%s\"}]}",
        name);
    refused(
        ErrorCode.INVALID_INPUT,
        "{\"targets\":[{\"function\":\"%s\",\"input\":\".data.\"}]}",
        name);
    refused(ErrorCode.INVALID_REQUEST, "{\"targets\":[]}%s", "");
    refused(
        ErrorCode.INVALID_REQUEST,
        "{\"targets\":[{\"function\":\"%1$s\"},{\"function\":\"%1$s\"}]}",
        name);
    refused(
        ErrorCode.INVALID_REQUEST,
        "{\"orderBy\":\"A b\",\"targets\":[{\"function\":\"%s\"}]}",
        name);
    refused(ErrorCode.FUNCTION_NOT_FOUND, "{\"targets\":[{\"function\":\"nobody%s\"}]}", "");
    refused(
        ErrorCode.ALIAS_NOT_FOUND,
        "{\"targets\":[{\"function\":\"%s\",\"qualifier\":\"no\"}]}",
        name);
    refused(
        ErrorCode.VERSION_NOT_FOUND,
        "{\"targets\":[{\"function\":\"%s\",\"qualifier\":\"7\"}]}",
        name);
    refused(
        ErrorCode.INVALID_WEIGHTS,
        "{\"targets\":[{\"function\":\"%s\",\"weights\":{\"1\":0.5}}]}",
        name);
    http.get("/v1/associations/nobody").assertProblem(ErrorCode.ASSOCIATION_NOT_FOUND);
    associate(name, null, new Target(name, null, null));
    try {
      client
          .events()
          .create(
              new AssociationSpec(
                  name, null, null, List.of(new Target(name, null, null)), null, null, null));
      throw new AssertionError("made twice");
    } catch (SluiceApiException e) {
      assertThat(e.is(ErrorCode.ASSOCIATION_EXISTS)).isTrue();
    }
    assertThat(client.invocations(InvocationRequest.of(name, 5)).items()).isEmpty();
  }

  private void refused(ErrorCode code, String body, String name) throws Exception {
    String json = body.formatted(name).replaceFirst("\\{", "{\"name\":\"refused-one\",");
    Http.Answer answer = http.post("/v1/associations", json);
    answer.assertProblem(code);
  }
}

package dev.sluice.e2e.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.AssociationSpec;
import dev.sluice.api.AssociationSpec.Target;
import dev.sluice.api.AsyncSpec;
import dev.sluice.api.AsyncSpec.Destination;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.e2e.harness.Await;
import dev.sluice.e2e.harness.Cli;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.SharedServerTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces of callers, on their way through functions. */
class TraceTest extends SharedServerTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-01";

  /** Answers with the trace, the id of it, and what AWS's libraries read. */
  private static FunctionSpec telling(String name, String runtime) {
    return switch (runtime) {
      case "python3" ->
          Speaking.python(
              name,
              "import os\n"
                  + "return [context.traceparent, context.trace_id,"
                  + " os.environ['_X_AMZN_TRACE_ID']]");
      case "nodejs" ->
          Speaking.node(
              name, "return [context.traceparent, context.traceId, process.env._X_AMZN_TRACE_ID];");
      case "java" ->
          Speaking.java(
              name,
              "return List.of(context.get(\"traceparent\"), context.get(\"traceId\"), \"\");");
      default ->
          Speaking.provided(
              name,
              "parent = headers['Traceparent']\n"
                  + "return [parent, parent[3:35], headers['Lambda-Runtime-Trace-Id']]");
    };
  }

  private Http.Answer invoke(String function, String mode, Map<String, String> headers)
      throws Exception {
    return http.send(
        "POST",
        "/v1/functions/" + function + "/invoke?mode=" + mode,
        headers,
        "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, String> json(String traceparent) {
    return Map.of("Content-Type", "application/json", "traceparent", traceparent);
  }

  private String recorded(Http.Answer answer) throws Exception {
    return client.invocation(answer.header("Sluice-Invocation-Id")).traceId();
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3", "nodejs", "java", "provided"})
  void shouldGoOnWithTheCallersTraceInEveryLanguage(String runtime) throws Exception {
    String function = name("trace");
    create(telling(function, runtime));
    Http.Answer answer = invoke(function, "sync", json(CALLER));
    JsonNode told = answer.json();
    assertThat(told.path(0).asText()).matches(FORM).contains(TRACE).isNotEqualTo(CALLER);
    assertThat(told.path(1).asText()).isEqualTo(TRACE);
    String span = told.path(0).asText().substring(36, 52);
    if (!runtime.equals("java")) {
      assertThat(told.path(2).asText())
          .isEqualTo("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=" + span + ";Sampled=1");
    }
    assertThat(recorded(answer)).isEqualTo(TRACE);

    JsonNode next = invoke(function, "sync", json(CALLER)).json();
    assertThat(next.path(0).asText()).as("another place in it").isNotEqualTo(told.path(0).asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00-0-0-01", "ff-" + TRACE + "-b7ad6b7169203331-01"})
  void shouldBeginANewTraceForABadOne(String bad) throws Exception {
    String function = name("trace");
    create(telling(function, "python3"));
    Http.Answer answer = invoke(function, "sync", json(bad));
    String told = answer.json().path(1).asText();
    assertThat(answer.json().path(0).asText()).matches(FORM).doesNotContain(TRACE);
    assertThat(recorded(answer)).isEqualTo(told);
    String other = client.invoke(function, InvokeRequest.json("{}")).text();
    assertThat(other).doesNotContain(told);
  }

  @Test
  void shouldKeepTheTraceOfWhatNobodyWaitsFor() throws Exception {
    String function = name("trace");
    create(telling(function, "python3"));
    Http.Answer answer = invoke(function, "async", json(CALLER));
    assertThat(answer.json().path("traceId").asText()).isEqualTo(TRACE);
    String id = answer.header("Sluice-Invocation-Id");
    Await.until(
        "the invocation has ended", () -> client.invocation(id).status().equals("succeeded"));
    assertThat(client.invocation(id).traceId()).isEqualTo(TRACE);
    assertThat(new Cli(client.connection()).run("invocation", "get", id)).contains(TRACE);
  }

  @Test
  void shouldTakeTheTraceOfACloudEventInEachMode() throws Exception {
    String function = name("trace");
    create(telling(function, "python3"));
    Http.Answer binary =
        invoke(
            function,
            "sync",
            Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "1",
                "ce-source", "/s",
                "ce-type", "t",
                "ce-traceparent", CALLER));
    assertThat(binary.json().path(1).asText()).isEqualTo(TRACE);
    Http.Answer structured =
        http.send(
            "POST",
            "/v1/functions/" + function + "/invoke",
            Map.of("Content-Type", "application/cloudevents+json"),
            ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
                    + "\"traceparent\":\""
                    + CALLER
                    + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(structured.json().path(1).asText()).isEqualTo(TRACE);
  }

  @Test
  void shouldCarryTheTraceOfAnEventToItsFunctionsAndTheirDestinations() throws Exception {
    String first = name("trace");
    String last = name("trace");
    create(telling(last, "python3"));
    create(
        telling(first, "nodejs")
            .withAsync(
                new AsyncSpec(
                    null, 1, null, null, null, null, null, new Destination(last, null), null)));
    client
        .events()
        .create(
            new AssociationSpec(
                first,
                null,
                "type = '" + first + "'",
                List.of(new Target(first, null, null)),
                null,
                null,
                null));
    try {
      String event =
          "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"%s\",\"traceparent\":\"%s\"}"
              .formatted(first, CALLER);
      String id =
          client
              .events()
              .publish("application/cloudevents+json", event.getBytes(StandardCharsets.UTF_8))
              .invocations()
              .get(0);
      Await.until(
          "the destination has run",
          () ->
              client.invocations(InvocationRequest.of(last, 1)).items().stream()
                  .anyMatch(record -> record.status().equals("succeeded")));
      assertThat(client.invocation(id).traceId()).isEqualTo(TRACE);
      InvocationInfo destination = client.invocations(InvocationRequest.of(last, 1)).items().get(0);
      assertThat(destination.traceId()).isEqualTo(TRACE);
    } finally {
      client.events().delete(first);
    }
  }
}

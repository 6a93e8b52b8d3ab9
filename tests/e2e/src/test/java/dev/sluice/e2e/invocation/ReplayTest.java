package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Json;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was invoked can be invoked again, by any version. */
class ReplayTest extends SharedServerTest {
  private static final String TELL =
      "def handler(event, context):\n  return {'version': %d, 'event': event}\n";

  @Test
  void shouldRunTheSameEventAgainByTheVersionOfChoice() throws Exception {
    String name = name("again");
    create(Sources.python(name, TELL.formatted(1)));
    client.versions().publish(name, null, null);
    client.updateFunction(name, Sources.onlyCode(TELL.formatted(2)), null);
    InvokeResult first = client.invoke(name, InvokeRequest.json("{\"n\":7}").to("1"));

    InvokeResult same = client.replay(first.invocation(), null, false);
    InvokeResult latest = client.replay(first.invocation(), "latest", true);

    assertThat(same.text()).isEqualTo(first.text());
    assertThat(Json.read(latest.text()))
        .isEqualTo(Json.read("{\"version\":2,\"event\":{\"n\":7}}"));
    InvocationInfo record = client.invocation(latest.invocation());
    assertThat(record.trigger()).isEqualTo("replay");
    assertThat(record.replayOf()).isEqualTo(first.invocation());
    assertThat(record.version()).isEqualTo("latest");
    assertThat(client.invocation(first.invocation()).resultDigest())
        .isEqualTo(client.invocation(same.invocation()).resultDigest())
        .isNotEqualTo(record.resultDigest());
  }

  @Test
  void shouldKeepTheEventsIdAndKind() throws Exception {
    String name = name("event");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Http.Answer first =
        http.send(
            "POST",
            "/v1/functions/" + name + "/invoke",
            Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "evt-1",
                "ce-source", "/shop",
                "ce-type", "sold"),
            "{\"sku\":1}".getBytes(StandardCharsets.UTF_8));
    String id = first.header("Sluice-Invocation-Id");

    InvokeResult again = client.replay(id, null, false);

    assertThat(Json.read(again.text())).isEqualTo(first.json());
    assertThat(client.invocation(id).eventId()).isEqualTo("evt-1");
    assertThat(client.invocation(again.invocation()).eventId()).isEqualTo("evt-1");
  }

  @Test
  void shouldSayWhyItCannotBeReplayed() throws Exception {
    String name = name("large");
    create(Sources.python(name, "def handler(event, context):\n  return len(event)\n"));
    InvokeResult large =
        client.invoke(name, InvokeRequest.json("\"" + "x".repeat(65 << 10) + "\""));

    http.post("/v1/invocations/" + large.invocation() + "/replay", "")
        .assertProblem(ErrorCode.PAYLOAD_NOT_KEPT);
    http.post("/v1/invocations/nobody/replay", "").assertProblem(ErrorCode.INVOCATION_NOT_FOUND);

    InvokeResult small = client.invoke(name, InvokeRequest.json("\"x\""));
    http.post("/v1/invocations/" + small.invocation() + "/replay?qualifier=9", "")
        .assertProblem(ErrorCode.VERSION_NOT_FOUND);
    client.deleteFunction(name, null);
    http.post("/v1/invocations/" + small.invocation() + "/replay", "")
        .assertProblem(ErrorCode.FUNCTION_NOT_FOUND);
  }
}

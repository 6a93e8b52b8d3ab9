package dev.sluice.e2e.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.InvocationInfo;
import dev.sluice.api.Page;
import dev.sluice.api.SluiceHeaders;
import dev.sluice.client.InvocationRequest;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Http;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record that every invocation leaves. */
class RecordTest extends SharedServerTest {

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldRecordAColdAndThenAWarmCall(String runtime) throws Exception {
    String name = name("recorded");
    create(Sources.either(name, runtime, Sources.PYTHON_ECHO, Sources.NODE_ECHO));
    Instant before = Instant.now().minusSeconds(1);
    InvokeResult first = client.invoke(name, InvokeRequest.json("{\"a\":1}"));
    InvokeResult second = client.invoke(name, InvokeRequest.json("{\"a\":1}"));
    assertThat(first.cold()).isTrue();
    assertThat(second.cold()).isFalse();

    InvocationInfo cold = client.invocation(first.invocation());
    assertThat(cold.id()).isEqualTo(first.invocation());
    assertThat(cold.namespace()).isEqualTo("default");
    assertThat(cold.function()).isEqualTo(name);
    assertThat(cold.version()).isEqualTo("latest");
    assertThat(cold.qualifier()).isEqualTo("latest");
    assertThat(cold.trigger()).isEqualTo("http");
    assertThat(cold.status()).isEqualTo("succeeded");
    assertThat(cold.start()).isEqualTo("cold");
    assertThat(cold.createdAt()).isBetween(before, Instant.now().plusSeconds(1));
    assertThat(cold.requestBytes()).isEqualTo(7);
    assertThat(cold.resultBytes()).isEqualTo((long) first.body().length);
    assertThat(cold.error()).isNull();
    // A host that was started ahead costs the call nothing.
    assertThat(cold.phases().sandbox()).isNotNegative();
    assertThat(cold.phases().load()).isPositive();
    assertThat(cold.phases().handler()).isPositive();
    assertThat(cold.usage()).isNotNull();
    assertThat(cold.usage().cpuMs()).isNotNegative();
    assertThat(cold.usage().peakMemoryBytes()).isGreaterThan(1 << 20);
    assertThat(cold.usage().mibSeconds())
        .isCloseTo(128 * cold.phases().handler() / 1e3, Offset.offset(0.2));
    double sum =
        cold.phases().queue()
            + cold.phases().sandbox()
            + cold.phases().load()
            + cold.phases().handler();
    assertThat(sum).isLessThanOrEqualTo(cold.durationMs() + 1);
    assertThat(first.durationMs()).isCloseTo(cold.durationMs(), Offset.offset(1.0));

    InvocationInfo warm = client.invocation(second.invocation());
    assertThat(warm.start()).isEqualTo("warm");
    assertThat(warm.phases().sandbox()).isZero();
    assertThat(warm.phases().load()).isZero();
    assertThat(warm.phases().handler()).isPositive();
  }

  @Test
  void shouldListRecordsNewestFirstByFunctionStatusAndTime() throws Exception {
    String name = name("records");
    create(Sources.python(name, "def handler(event, context):\n    return 1 / event\n"));
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      ids.add(client.invoke(name, InvokeRequest.json(i % 3 == 0 ? "0" : "1")).invocation());
    }
    Collections.reverse(ids);
    List<String> paged = new ArrayList<>();
    String cursor = null;
    do {
      Page<InvocationInfo> page =
          client.invocations(new InvocationRequest(name, null, null, null, null, 5, cursor));
      page.items().forEach(record -> paged.add(record.id()));
      cursor = page.next();
    } while (cursor != null);
    assertThat(paged).isEqualTo(ids);
    List<InvocationInfo> failed =
        client
            .invocations(new InvocationRequest(name, null, "failed", null, null, 100, null))
            .items();
    assertThat(failed)
        .hasSize(4)
        .allMatch(record -> record.error().type().equals("ZeroDivisionError"));
    Instant middle = client.invocation(ids.get(6)).createdAt();
    assertThat(
            client
                .invocations(new InvocationRequest(name, null, null, middle, null, 100, null))
                .items())
        .extracting(InvocationInfo::id)
        .containsExactlyElementsOf(ids.subList(0, 7));
    assertThat(
            client
                .invocations(new InvocationRequest(name, null, null, null, middle, 100, null))
                .items())
        .extracting(InvocationInfo::id)
        .containsExactlyElementsOf(ids.subList(7, 12));
    client.deleteFunction(name, null);
    assertThat(client.invocation(ids.get(0)).function()).isEqualTo(name);
  }

  @Test
  void shouldPassBodyAndContentTypeThrough() throws Exception {
    String name = name("types");
    create(Sources.node(name, Sources.NODE_ECHO));
    Http.Answer answer = http.post("/v1/functions/" + name + "/invoke", "{\"x\":\"y\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"x\":\"y\"}");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header(SluiceHeaders.INVOCATION_ID)).isNotBlank();
    assertThat(answer.header(SluiceHeaders.VERSION)).isEqualTo("latest");
    assertThat(answer.header(SluiceHeaders.START)).isEqualTo("cold");
    assertThat(Double.parseDouble(answer.header(SluiceHeaders.DURATION_MS))).isPositive();
    assertThat(answer.header(SluiceHeaders.FUNCTION_ERROR)).isEmpty();
  }

  @Test
  void shouldTellTheFunctionAboutItsInvocation() throws Exception {
    String python = name("context-py");
    create(
        Sources.python(
            python,
            """
            def handler(event, context):
                return [context.function_name, context.function_version, context.request_id]
            """));
    client.versions().publish(python, null, null);
    InvokeResult result = client.invoke(python, InvokeRequest.json("{}").to("1"));
    assertThat(result.problem()).isNull();
    assertThat(result.text().replace(" ", ""))
        .isEqualTo("[\"" + python + "\",\"1\",\"" + result.invocation() + "\"]");
  }

  @Test
  void shouldOnlyCheckInADryRun() throws Exception {
    String name = name("dry");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Http.Answer dry = http.post("/v1/functions/" + name + "/invoke?mode=dryrun", "{}");
    assertThat(dry.status()).as(dry.text()).isIn(200, 204);
    assertThat(dry.header(SluiceHeaders.VERSION)).isEqualTo("latest");
    assertThat(client.invocations(InvocationRequest.of(name, 10)).items()).isEmpty();
    http.post("/v1/functions/" + name + "/invoke?mode=dryrun&qualifier=7", "{}")
        .assertProblem(ErrorCode.VERSION_NOT_FOUND);
    client.disable(name);
    http.post("/v1/functions/" + name + "/invoke?mode=dryrun", "{}")
        .assertProblem(ErrorCode.FUNCTION_DISABLED);
  }

  @Test
  void shouldLeaveNoRecordOfWhatWasRefused() throws Exception {
    String name = name("refused");
    create(Sources.python(name, Sources.PYTHON_ECHO));
    Refused.with(ErrorCode.ALIAS_NOT_FOUND, () -> call(name, "nope", "{}"));
    http.post("/v1/functions/" + name + "/invoke", "{").assertProblem(ErrorCode.INVALID_JSON);
    assertThat(client.invocations(InvocationRequest.of(name, 10)).items()).isEmpty();
  }
}

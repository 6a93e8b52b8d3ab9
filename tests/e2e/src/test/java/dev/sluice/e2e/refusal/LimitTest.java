package dev.sluice.e2e.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.client.InvokeRequest;
import dev.sluice.client.InvokeResult;
import dev.sluice.e2e.harness.Refused;
import dev.sluice.e2e.harness.SharedServerTest;
import dev.sluice.e2e.harness.Sources;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads and results at their limit of 6 MiB, and one byte above it. */
class LimitTest extends SharedServerTest {
  private static final int LIMIT = 6 << 20;

  @ParameterizedTest
  @ValueSource(strings = {Sources.PYTHON, Sources.NODE})
  void shouldTakeAndGiveSixMebibytesAndNoByteMore(String runtime) throws Exception {
    String name = name("limit");
    create(
        Sources.either(
            name,
            runtime,
            """
            def handler(event, context):
                return "r" * event["size"] if isinstance(event, dict) else str(len(event))
            """,
            """
            exports.handler = async (event) =>
              event && event.size ? 'r'.repeat(event.size) : String(event.length);
            """));
    // A JSON string is as long as its text and two quotes.
    byte[] largest = new byte[LIMIT];
    Arrays.fill(largest, (byte) 'p');
    largest[0] = '"';
    largest[LIMIT - 1] = '"';
    InvokeResult taken = client.invoke(name, json(largest));
    assertThat(taken.problem()).isNull();
    assertThat(taken.text()).isEqualTo("\"" + (LIMIT - 2) + "\"");
    assertThat(client.invocation(taken.invocation()).requestBytes()).isEqualTo(LIMIT);

    byte[] larger = Arrays.copyOf(largest, LIMIT + 1);
    larger[LIMIT - 1] = 'p';
    larger[LIMIT] = '"';
    Refused.with(ErrorCode.PAYLOAD_TOO_LARGE, () -> client.invoke(name, json(larger)));

    InvokeResult given = client.invoke(name, InvokeRequest.json("{\"size\":" + (LIMIT - 2) + "}"));
    assertThat(given.problem()).isNull();
    assertThat(given.body()).hasSize(LIMIT);
    assertThat(client.invocation(given.invocation()).resultBytes()).isEqualTo(LIMIT);

    InvokeResult tooLarge =
        client.invoke(name, InvokeRequest.json("{\"size\":" + (LIMIT - 1) + "}"));
    assertThat(tooLarge.problem()).isNotNull();
    assertThat(tooLarge.problem().code()).isEqualTo(ErrorCode.RESULT_TOO_LARGE.code());
    assertThat(tooLarge.problem().status()).isEqualTo(502);
    assertThat(client.invocation(tooLarge.invocation()).status()).isEqualTo("failed");
    assertThat(call(name, "{\"size\":3}")).isEqualTo("\"rrr\"");
  }

  private static InvokeRequest json(byte[] payload) {
    return new InvokeRequest("latest", payload, "application/json", false);
  }
}

package dev.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.core.invocation.Outward.Given;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDraftsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final EventDrafts drafts =
      new EventDrafts(1_000, Clock.fixed(NOW, ZoneOffset.UTC), () -> "fresh");

  private CloudEvent read(String event) {
    return drafts.read(new Given("shop", "sell", event, TRACE));
  }

  private static String data(CloudEvent event) {
    CloudEventData data = Objects.requireNonNull(event.getData());
    return new String(data.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldAddWhatIsMissing() {
    CloudEvent event = read(" {\"type\":\"sold\"}");
    assertThat(event.getId()).isEqualTo("fresh");
    assertThat(event.getSource()).hasToString("/namespaces/shop/functions/sell");
    assertThat(event.getType()).isEqualTo("sold");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant()).isEqualTo(NOW);
    assertThat(event.getExtension("traceparent")).isEqualTo(TRACE);
    assertThat(event.getData()).isNull();
  }

  @Test
  void shouldKeepWhatIsGivenLetterForLetter() {
    CloudEvent event =
        read(
            """
            {"specversion": "1.0", "id": "7", "source": "/till", "time": "2026-01-01T00:00:00Z",
             "data": {"a": 1.10, "größe": "\\u00e9"}, "type": "sold", "traceparent": "mine"}
            """);
    assertThat(event.getId()).isEqualTo("7");
    assertThat(event.getSource()).hasToString("/till");
    assertThat(event.getExtension("traceparent")).isEqualTo("mine");
    assertThat(data(event)).isEqualTo("{\"a\": 1.10, \"größe\": \"\\u00e9\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "null",
        "{",
        "{}",
        "{\"type\":\"\"}",
        "{\"type\":null}",
        "{\"type\":7}",
        "{\"type\":{}}",
        "{\"type\":\"a\",\"type\":\"b\"}",
        "{\"type\":\"a\",\"id\":null}",
        "{\"type\":\"a\",\"Source\":\"/b\"}",
        "{\"type\":\"a\",\"specversion\":\"0.3\"}",
        "{\"type\":\"a\",\"time\":\"noon\"}"
      })
  void shouldRefuseWhatMakesNoEvent(String event) {
    refuse(event, ErrorCode.INVALID_REQUEST);
  }

  @Test
  void shouldRefuseWhatIsTooLargeOrTooDeep() {
    refuse("{\"type\":\"" + "é".repeat(500) + "\"}", ErrorCode.PAYLOAD_TOO_LARGE);
    refuse(
        "{\"type\":\"a\",\"data\":" + "[".repeat(501) + "]".repeat(501) + "}",
        ErrorCode.INVALID_REQUEST);
  }

  private void refuse(String event, ErrorCode code) {
    try {
      CloudEvent made = read(event);
      throw new AssertionError("made " + made);
    } catch (SluiceException e) {
      assertThat(e.code()).isEqualTo(code);
    }
  }
}

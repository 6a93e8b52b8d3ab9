package dev.sluice.expression.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions get of events. */
class JqInputsTest {
  private static final String EVENT =
      "{\"id\":\"e1\",\"type\":\"sold\",\"data\":{\"n\":7,\"price\":12345678901234567.25,\"w\":\"größe\"}}";

  private final JqInputs inputs = new JqInputs();

  private String of(String jq) {
    return new String(
        inputs.parse(jq).of(EVENT.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  private static void assertRefused(ErrorCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(SluiceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ".data.n ; 7",
        ".data.price; 12345678901234567.25",
        "{id, w: .data.w}; {\"id\":\"e1\",\"w\":\"größe\"}",
        ".nothing ; null",
        ".data | keys[] ; [\"n\",\"price\",\"w\"]"
      })
  void shouldMakeTheInput(String jq, String input) {
    assertThat(of(jq)).isEqualTo(input);
  }

  @ParameterizedTest
  @ValueSource(strings = {".data.", "{", "nobody(1)", "$context", ".a | $x"})
  void shouldRefuseWhatIsNoJq(String jq) {
    assertRefused(ErrorCode.INVALID_INPUT, () -> inputs.parse(jq));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".data.n.x", "error(\"no\")", "def f: f; f", "[range(1e9)]", "\"x\" * 1e9"})
  void shouldFailForEventsThatHaveNone(String jq) {
    assertRefused(ErrorCode.INPUT_FAILED, () -> of(jq));
  }

  @Test
  void shouldFailForWhatIsNoJson() {
    assertRefused(ErrorCode.INPUT_FAILED, () -> inputs.parse(".").of(new byte[] {'{'}));
  }
}

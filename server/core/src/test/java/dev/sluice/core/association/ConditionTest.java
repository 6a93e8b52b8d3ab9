package dev.sluice.core.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {
  private static final List<String> PARTS = List.of("a", "b", "c-1");

  private static boolean whole(String text, String... there) {
    return Condition.parse(text, PARTS).isWhole(Set.of(there));
  }

  @Test
  void shouldNeedEveryPart() {
    assertThat(whole("all", "a", "b", "c-1")).isTrue();
    assertThat(whole("all", "a", "b")).isFalse();
  }

  @Test
  void shouldNeedOnePart() {
    assertThat(whole("any", "b")).isTrue();
    assertThat(whole("any")).isFalse();
  }

  @Test
  void shouldBindAndCloserThanOr() {
    assertThat(whole("a and b or c-1", "c-1")).isTrue();
    assertThat(whole("a and b or c-1", "a")).isFalse();
    assertThat(whole("c-1 or a and b", "a", "b")).isTrue();
    assertThat(whole("a and (b or c-1)", "c-1")).isFalse();
    assertThat(whole(" a AND((b)or c-1) ", "a", "c-1")).isTrue();
  }

  @Test
  void shouldSayWhichPartsItNames() {
    assertThat(Condition.parse("a or (b and a)", PARTS).named()).containsExactly("a", "b");
    assertThat(Condition.parse("all", PARTS).named()).containsExactlyInAnyOrderElementsOf(PARTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a and paid | 'when' names 'paid' at character 7, and there is no such part.",
        "a and | 'when' ends at character 6 where a part or '(' belongs.",
        "a b | 'when' has 'b' at character 3 where 'and' or 'or' belongs.",
        "(a or b | 'when' ends at character 8 where ')', 'and' or 'or' belongs.",
        "a) | 'when' has ')' at character 2 where 'and' or 'or' belongs.",
        "or a | 'when' has 'or' at character 1 where a part or '(' belongs.",
        "not a | 'when' has 'not' at character 1 where a part or '(' belongs.",
        "a & b | 'when' has '&' at character 3.",
        "() | 'when' has ')' at character 2 where a part or '(' belongs.",
        "all and a | 'when' has 'all' at character 1 where a part or '(' belongs.",
        "A | 'when' names 'A' at character 1, and there is no such part."
      })
  void shouldSayWhatIsWrongAndWhere(String text, String detail) {
    assertThatThrownBy(() -> Condition.parse(text, PARTS))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(e.detail()).isEqualTo(detail);
            });
  }

  @Test
  void shouldRefuseWhatIsTooLong() {
    assertThatThrownBy(() -> Condition.parse("(".repeat(1_001), PARTS))
        .hasMessageContaining("1001 characters");
    assertThatThrownBy(() -> Condition.parse("(".repeat(1_000), PARTS))
        .hasMessageContaining("at character 1001");
  }
}

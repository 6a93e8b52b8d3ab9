package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void shouldHaveStableCodesThatLeadBackToThemselves() {
    for (ErrorCode error : ErrorCode.values()) {
      assertThat(error.code()).matches("[a-z]+(-[a-z]+)*");
      assertThat(ErrorCode.of(error.code())).contains(error);
    }
    assertThat(ErrorCode.of("from-a-newer-server")).isEmpty();
  }

  @Test
  void shouldBlameTheOneWhoHasToAct() {
    assertThat(ErrorCode.values())
        .allSatisfy(
            error -> {
              switch (error.culprit()) {
                case CALLER -> assertThat(error.status()).isBetween(400, 429);
                case FUNCTION -> assertThat(error.status()).isEqualTo(502);
                case SERVER -> assertThat(error.status()).isIn(429, 500, 503);
              }
            });
  }

  @Test
  void shouldHaveTitlesOfOneSentence() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::title))
        .doesNotHaveDuplicates()
        .allSatisfy(title -> assertThat(title).matches("[A-Z][^.]+"));
  }
}

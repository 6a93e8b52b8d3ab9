package dev.sluice.sandbox.jail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 7 | 0",
        "0-1 | 0 | 1",
        "0-1 | 1 | 0",
        "3,5 | -1 | 3",
        "0-3,8 | 10 | 1,2,3,8",
        "0-15 | 0 | 2,3,4,5,6,7,8,9,10,11,12,13,14,15",
        "0-15 | 15 | 1,2,3,4,5,6,7,8,9,10,11,12,13,14",
      })
  void shouldKeepOneOfEightFreeAndNotTheOnlyOne(String all, int first, String back) {
    assertThat(Processors.of(all, first)).isEqualTo(new Processors(all, back));
  }
}

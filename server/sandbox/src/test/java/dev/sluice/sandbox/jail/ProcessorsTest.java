package dev.sluice.sandbox.jail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0-1 | 1",
        "3,5 | 5",
        "0-3,8 | 1,2,3,8",
        "0-15 | 2,3,4,5,6,7,8,9,10,11,12,13,14,15",
      })
  void shouldKeepOneOfEightFreeAndNotTheOnlyOne(String all, String back) {
    assertThat(Processors.of(all)).isEqualTo(new Processors(all, back));
  }
}

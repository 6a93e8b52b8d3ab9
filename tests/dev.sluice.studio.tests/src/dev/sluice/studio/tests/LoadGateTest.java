package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.connection.LoadGate;
import org.junit.jupiter.api.Test;

class LoadGateTest {
  private final LoadGate gate = new LoadGate();

  @Test
  void shouldLoadOnceMoreForAllThatIsWantedMeanwhile() {
    assertThat(gate.begin()).isTrue();
    assertThat(gate.begin()).isFalse();
    assertThat(gate.begin()).isFalse();

    assertThat(gate.end()).isTrue();
    assertThat(gate.begin()).isTrue();
    assertThat(gate.end()).isFalse();
  }

  @Test
  void shouldLoadAgainWhenTheLastLoadIsOver() {
    assertThat(gate.begin()).isTrue();
    assertThat(gate.loading()).isTrue();
    assertThat(gate.end()).isFalse();
    assertThat(gate.loading()).isFalse();
    assertThat(gate.begin()).isTrue();
  }
}

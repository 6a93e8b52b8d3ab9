package dev.sluice.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sandbox.host.LeakCheck.Holdings;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
  private final LeakCheck check = new LeakCheck(new Holdings(1000, 100, 100));

  @Test
  void shouldTakeWhatIsLargeFromTheBeginningForLarge() {
    assertThat(check.leaks(new Holdings(950, 95, 95))).isFalse();
    assertThat(check.leaks(new Holdings(990, 99, 99))).isFalse();
  }

  @Test
  void shouldTakeWhatGrewToAlmostAllForALeak() {
    assertThat(check.leaks(new Holdings(500, 5, 5))).isFalse();
    assertThat(check.leaks(new Holdings(890, 5, 5))).isFalse();
    assertThat(check.leaks(new Holdings(910, 5, 5))).isTrue();
  }

  @Test
  void shouldLookAtProcessesAndFilesToo() {
    assertThat(check.leaks(new Holdings(500, 5, 5))).isFalse();
    assertThat(check.leaks(new Holdings(500, 91, 5))).isTrue();
    assertThat(check.leaks(new Holdings(500, 5, 91))).isTrue();
  }
}

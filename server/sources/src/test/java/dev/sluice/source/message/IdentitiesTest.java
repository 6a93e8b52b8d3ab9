package dev.sluice.source.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.source.harness.Recorder;
import org.junit.jupiter.api.Test;

final class IdentitiesTest {
  private final Recorder intake = new Recorder();

  @Test
  void shouldGiveEachMessageAnIdOfItsOwn() {
    Identities identities = new Identities(intake, "c1");
    assertThat(identities.of("f", false)).isNotEqualTo(identities.of("f", false));
    assertThat(new Identities(intake, "c2").of("f", true)).isNotEqualTo("c1-1");
  }

  @Test
  void shouldKnowAgainWhatWasSurelyNotAcknowledged() {
    Identities first = new Identities(intake, "c1");
    String f = first.of("f", false);
    String g = first.of("g", false);
    String f2 = first.of("f", false);
    first.lost();
    Identities second = new Identities(intake, "c2");
    assertThat(second.of("f", true)).isEqualTo(f);
    assertThat(second.of("f", true)).isEqualTo(f2);
    assertThat(second.of("g", true)).isEqualTo(g);
    assertThat(second.of("f", true)).isEqualTo("c2-1");
    second.acknowledged();
    assertThat(intake.positions()).isEmpty();
  }

  @Test
  void shouldKeepWhatIsAwaitedOverSeveralLosses() {
    Identities first = new Identities(intake, "c1");
    String f = first.of("f", false);
    String g = first.of("g", false);
    first.lost();
    Identities second = new Identities(intake, "c2");
    assertThat(second.of("f", true)).isEqualTo(f);
    second.lost();
    Identities third = new Identities(intake, "c3");
    assertThat(third.of("f", true)).isEqualTo(f);
    assertThat(third.of("g", true)).isEqualTo(g);
  }

  @Test
  void shouldNotKnowAgainWhatTheIntakeRefused() {
    Identities first = new Identities(intake, "c1");
    String refused = first.of("f", false);
    assertThat(new Identities(intake, "c2").of("f", true)).isNotEqualTo(refused);
  }

  @Test
  void shouldAwaitNothingOnceSomethingElseCame() {
    Identities first = new Identities(intake, "c1");
    String f = first.of("f", false);
    first.lost();
    Identities second = new Identities(intake, "c2");
    assertThat(second.of("g", true)).isEqualTo("c2-1");
    assertThat(second.of("f", true)).isNotEqualTo(f);
    second.acknowledged();
    assertThat(intake.positions()).isEmpty();
  }
}

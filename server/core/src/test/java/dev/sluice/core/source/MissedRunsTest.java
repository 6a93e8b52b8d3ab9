package dev.sluice.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.source.TimedSource.Missed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which times come late, and which never. */
class MissedRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private static MissedRuns.Turn turn(Missed policy, Duration every, Instant last, Instant now) {
    TickingKind kind = new TickingKind(every, policy);
    return MissedRuns.turn(kind, kind.settings(), last, now, 1_000);
  }

  @Test
  void shouldBringWhatIsDueWhateverThePolicy() {
    for (Missed policy : Missed.values()) {
      MissedRuns.Turn turn =
          turn(policy, Duration.ofMinutes(5), NOON.minusSeconds(200), NOON.plusSeconds(3));

      assertThat(turn.times()).as("%s", policy).containsExactly(NOON);
    }
  }

  @Test
  void shouldBringAllWhereTheServerWasOnlyBusy() {
    for (Missed policy : Missed.values()) {
      MissedRuns.Turn turn = turn(policy, Duration.ofSeconds(1), NOON.minusSeconds(4), NOON);

      assertThat(turn.times())
          .as("%s", policy)
          .containsExactly(NOON.minusSeconds(3), NOON.minusSeconds(2), NOON.minusSeconds(1), NOON);
    }
  }

  @Test
  void shouldSkipWhatWasMissed() {
    MissedRuns.Turn turn =
        turn(Missed.SKIP, Duration.ofHours(1), NOON.minusSeconds(86_400), NOON.plusSeconds(60));

    assertThat(turn.times()).isEmpty();
    assertThat(turn.last()).isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void shouldBringTheLastOfThoseMissed() {
    for (Duration away : List.of(Duration.ofHours(1), Duration.ofDays(3), Duration.ofDays(900))) {
      MissedRuns.Turn turn =
          turn(Missed.LAST, Duration.ofMinutes(30), NOON.minus(away), NOON.plusSeconds(60));

      assertThat(turn.times()).containsExactly(NOON);
      assertThat(turn.last()).isEqualTo(NOON.plusSeconds(60));
    }
  }

  @Test
  void shouldNotBringTheLastTwice() {
    MissedRuns.Turn turn = turn(Missed.LAST, Duration.ofHours(1), NOON, NOON.plusSeconds(600));

    assertThat(turn.times()).isEmpty();
  }

  @Test
  void shouldBringOneAndNotTheMissedWhereOneIsDueNow() {
    MissedRuns.Turn turn =
        turn(Missed.LAST, Duration.ofMinutes(1), NOON.minusSeconds(3_600), NOON.plusSeconds(2));

    assertThat(turn.times()).containsExactly(NOON);
  }

  @Test
  void shouldBringAllThatWereMissedInTurns() {
    TickingKind kind = new TickingKind(Duration.ofMinutes(1), Missed.ALL);
    Instant last = NOON.minusSeconds(3_600);

    MissedRuns.Turn first = MissedRuns.turn(kind, kind.settings(), last, NOON, 40);
    MissedRuns.Turn second = MissedRuns.turn(kind, kind.settings(), first.last(), NOON, 40);

    assertThat(first.times()).hasSize(40).startsWith(NOON.minusSeconds(3_540));
    assertThat(second.times()).hasSize(20).endsWith(NOON);
    assertThat(second.last()).isEqualTo(NOON);
  }
}

package dev.sluice.source.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When cron expressions come due, above all where clocks are changed. */
class CronTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<String> from(String cron, ZoneId zone, String after, int count) {
    Cron schedule = Cron.parse(cron, zone);
    List<String> times = new ArrayList<>();
    Instant at = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      at = schedule.next(at);
      times.add(String.valueOf(at));
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({
    "0 2 * * *,        2026-03-01T00:00:00Z, 2026-03-01T02:00:00Z",
    "0 2 * * *,        2026-03-01T02:00:00Z, 2026-03-02T02:00:00Z",
    "*/15 8-17 * * 1-5,2026-11-27T17:45:00Z, 2026-11-30T08:00:00Z",
    "30 4 1 JAN *,     2026-11-27T00:00:00Z, 2027-01-01T04:30:00Z",
    "0 0 29 2 *,       2026-11-27T00:00:00Z, 2028-02-29T00:00:00Z",
    "0 0 * * 0,        2026-11-27T00:00:00Z, 2026-11-29T00:00:00Z",
    "0 0 * * 7,        2026-11-27T00:00:00Z, 2026-11-29T00:00:00Z",
    "0 0 * * SUN,      2026-11-27T00:00:00Z, 2026-11-29T00:00:00Z",
    "0 12 L * *,       2026-11-27T00:00:00Z, 2026-11-30T12:00:00Z",
    "0 12 * * 5#2,     2026-11-27T00:00:00Z, 2026-12-11T12:00:00Z",
    "*/10 * * * * *,   2026-11-27T00:00:05Z, 2026-11-27T00:00:10Z",
    "@hourly,          2026-11-27T00:00:00Z, 2026-11-27T01:00:00Z",
    "@weekly,          2026-11-27T00:00:00Z, 2026-11-29T00:00:00Z"
  })
  void shouldComeDueNext(String cron, String after, String next) {
    assertThat(from(cron, ZoneOffset.UTC, after, 1)).containsExactly(next);
  }

  @Test
  void shouldTakeEitherDayWhereBothAreSaid() {
    assertThat(from("0 0 13 * 5", ZoneOffset.UTC, "2026-11-12T00:00:00Z", 4))
        .containsExactly(
            "2026-11-13T00:00:00Z",
            "2026-11-20T00:00:00Z",
            "2026-11-27T00:00:00Z",
            "2026-12-04T00:00:00Z");
    assertThat(from("0 0 14 * 5", ZoneOffset.UTC, "2026-11-12T00:00:00Z", 2))
        .containsExactly("2026-11-13T00:00:00Z", "2026-11-14T00:00:00Z");
  }

  @Test
  void shouldRunOnceAtTheEndOfAGap() {
    // 29 March 2026: 02:00 becomes 03:00 in Berlin, which is 01:00 UTC.
    assertThat(from("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    assertThat(from("0,20,40 2 * * *", BERLIN, "2026-03-28T23:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
  }

  @Test
  void shouldRunOnceWhereATimeComesTwice() {
    // 25 October 2026: 03:00 becomes 02:00 in Berlin, which is 01:00 UTC.
    assertThat(from("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(from("30 2 * * *", BERLIN, "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
    assertThat(from("0 3 * * *", BERLIN, "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-25T02:00:00Z");
  }

  @Test
  void shouldGoByTheTimeThatPassesWhereItRepeats() {
    assertThat(from("*/30 * * * *", BERLIN, "2026-10-25T00:00:00Z", 5))
        .containsExactly(
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z");
    assertThat(from("0 * * * *", BERLIN, "2026-03-29T00:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "* * * *",
        "61 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "a * * * *",
        "*/0 * * * *",
        "5-1-3 * * * *",
        "0 0 31 2 *",
        "@never",
        "* * * * * * *",
        "1,, * * * *"
      })
  void shouldRefuseWhatIsNoExpression(String cron) {
    assertThatThrownBy(() -> Cron.parse(cron, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  /** Any expression of lists, against a walk over all minutes of two years. */
  @Test
  void shouldAgreeWithAWalkOverAllMinutes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      Set<Integer> minutes = some(random, 0, 59);
      Set<Integer> hours = some(random, 0, 23);
      Set<Integer> months = some(random, 1, 12);
      Set<Integer> days = some(random, 1, 28);
      String cron =
          list(minutes) + " " + list(hours) + " " + list(days) + " " + list(months) + " *";
      Instant after = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
      LocalDateTime walk =
          LocalDateTime.ofInstant(after, ZoneOffset.UTC)
              .truncatedTo(ChronoUnit.MINUTES)
              .plusMinutes(1);
      while (!(minutes.contains(walk.getMinute())
          && hours.contains(walk.getHour())
          && days.contains(walk.getDayOfMonth())
          && months.contains(walk.getMonthValue()))) {
        walk = walk.plusMinutes(1);
      }

      assertThat(Cron.parse(cron, ZoneOffset.UTC).next(after))
          .as("seed %d, %s after %s", seed, cron, after)
          .isEqualTo(walk.toInstant(ZoneOffset.UTC));
    }
  }

  /** In every zone, whatever its changes: later and later, and never two at once. */
  @Test
  void shouldAlwaysComeLater() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> zones = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
    List<String> crons = List.of("30 2 * * *", "*/20 * * * *", "0 0 * * *", "15 */2 * * *");
    for (int round = 0; round < 200; round++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      String cron = crons.get(random.nextInt(crons.size()));
      Cron schedule = Cron.parse(cron, zone);
      Instant at = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
      for (int i = 0; i < 50; i++) {
        Instant next = schedule.next(at);
        assertThat(next).as("seed %d, %s in %s", seed, cron, zone).isAfter(at);
        at = next;
      }
    }
  }

  private static Set<Integer> some(Random random, int least, int most) {
    Set<Integer> some = new TreeSet<>();
    int count = 1 + random.nextInt(4);
    while (some.size() < count) {
      some.add(least + random.nextInt(most - least + 1));
    }
    return some;
  }

  private static String list(Set<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }
}

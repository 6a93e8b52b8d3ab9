package dev.sluice.source.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.source.harness.GivenSettings;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What schedules say, and what they bring. */
class ScheduleSourceTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final ScheduleSource kind = new ScheduleSource();

  private Settings settings(Map<String, Object> said) {
    GivenSettings settings = new GivenSettings(kind);
    said.forEach(settings::with);
    return settings;
  }

  private void assertRefused(String option, Map<String, Object> said) {
    assertThatThrownBy(() -> kind.check(settings(said)))
        .isInstanceOfSatisfying(
            InvalidSettingException.class, e -> assertThat(e.option()).isEqualTo(option));
  }

  @Test
  void shouldWantExactlyOneWayOfTellingTheTime() throws Exception {
    kind.check(settings(Map.of("cron", "0 2 * * *", "timezone", "Europe/Berlin")));
    kind.check(settings(Map.of("every", "1s")));
    kind.check(settings(Map.of("at", "2030-01-01T00:00:00Z")));

    assertRefused("cron", Map.of());
    assertRefused("cron", Map.of("cron", "0 2 * * *", "every", "5s"));
    assertRefused("cron", Map.of("cron", "0 25 * * *"));
    assertRefused("every", Map.of("every", "0.5s"));
    assertRefused("at", Map.of("at", "tomorrow"));
    assertRefused("timezone", Map.of("cron", "0 2 * * *", "timezone", "Europe/Bonn"));
  }

  @Test
  void shouldComeAtARate() {
    Settings everyFive = settings(Map.of("every", "5m"));

    assertThat(kind.next(everyFive, NOON)).isEqualTo(NOON.plusSeconds(300));
    assertThat(kind.next(everyFive, NOON.plusMillis(1))).isEqualTo(NOON.plusSeconds(300));
    assertThat(kind.next(everyFive, NOON.minusMillis(1))).isEqualTo(NOON);
  }

  @Test
  void shouldComeOnce() {
    Settings once = settings(Map.of("at", "2026-11-27T13:00:00", "timezone", "Europe/Berlin"));

    assertThat(kind.next(once, NOON.minusSeconds(1))).isEqualTo(NOON);
    assertThat(kind.next(once, NOON)).isNull();
  }

  @Test
  void shouldBringTheSameEventForTheSameTime() {
    Settings said =
        settings(Map.of("every", "5m", "subject", "tick", "data", "{\"n\":1}", "type", "t"));

    SourceEvent event = kind.event(said, NOON);

    assertThat(event.attributes())
        .isEqualTo(
            Map.of(
                "id", "2026-11-27T12:00:00Z",
                "source", "/schedule/orders",
                "type", "t",
                "time", "2026-11-27T12:00:00Z",
                "subject", "tick",
                "datacontenttype", "application/json"));
    assertThat(new String(event.data(), StandardCharsets.UTF_8)).isEqualTo("{\"n\":1}");
    assertThat(kind.event(said, NOON).attributes()).isEqualTo(event.attributes());
  }
}

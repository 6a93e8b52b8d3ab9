package dev.sluice.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void shouldWriteSizesInUnitsThatFit() {
    assertThat(Words.bytes(0)).isEqualTo("0 B");
    assertThat(Words.bytes(1023)).isEqualTo("1023 B");
    assertThat(Words.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Words.bytes((1 << 20) - 1)).isEqualTo("1.0 MiB");
    assertThat(Words.bytes(5L << 40)).isEqualTo("5.0 TiB");
  }

  @Test
  void shouldWriteTimeSpansInUnitsThatFit() {
    assertThat(Words.millis(0.844)).isEqualTo("0.84 ms");
    assertThat(Words.millis(12.34)).isEqualTo("12.3 ms");
    assertThat(Words.millis(999.97)).isEqualTo("1.00 s");
    assertThat(Words.millis(125_000)).isEqualTo("2 min 5 s");
    assertThat(Words.seconds(30)).isEqualTo("30 s");
    assertThat(Words.seconds(2.5)).isEqualTo("2.5 s");
  }

  @Test
  void shouldWriteHowLongAgo() {
    assertThat(ago("2026-11-24T11:59:59Z")).isEqualTo("just now");
    assertThat(ago("2026-11-24T12:00:05Z")).as("another clock").isEqualTo("just now");
    assertThat(ago("2026-11-24T11:58:30Z")).isEqualTo("90 s ago");
    assertThat(ago("2026-11-24T10:30:00Z")).isEqualTo("90 min ago");
    assertThat(ago("2026-11-23T12:00:00Z")).isEqualTo("24 h ago");
    assertThat(ago("2026-11-14T12:00:00Z")).isEqualTo("10 d ago");
    assertThat(ago("2025-01-02T12:00:00Z")).isEqualTo("2025-01-02");
  }

  @Test
  void shouldWriteSharesWithoutNoiseOfBinaryFractions() {
    assertThat(Words.percent(0.1)).isEqualTo("10 %");
    assertThat(Words.percent(0.07)).isEqualTo("7 %");
    assertThat(Words.percent(0.0005)).isEqualTo("0.05 %");
  }

  @Test
  void shouldKeepTextOnOneLineWithoutWhatTerminalsObey() {
    assertThat(Words.oneLine(" a\r\n  b\u001b[31mc\u0007 ")).isEqualTo("a b?[31mc?");
    assertThat(Words.pairs(Map.of("b", "2", "a", "1\n2"))).isEqualTo("a=1 2, b=2");
    assertThat(Words.pairs(Map.of())).isEqualTo("-");
  }

  @Test
  void shouldAlignColumnsAndLeaveNoTrailingSpace() {
    String table =
        new Table("NAME", ">SIZE", "NOTE").row("a", "1 B", "").row("längst", "10 B", "x").render();

    assertThat(table).isEqualTo("NAME    SIZE  NOTE\na        1 B  -\nlängst  10 B  x\n");
  }

  @Test
  void shouldReadMoments() {
    assertThat(Spans.moment("10m", NOW)).isEqualTo("2026-11-24T11:50:00Z");
    assertThat(Spans.moment("1d", NOW)).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(Spans.moment("2026-01-01T00:00:00Z", NOW)).isEqualTo("2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> Spans.moment("10 minutes", NOW)).hasMessageContaining("10m, 2h");
  }

  private static String ago(String moment) {
    return Words.ago(Instant.parse(moment), NOW, ZoneOffset.UTC);
  }
}

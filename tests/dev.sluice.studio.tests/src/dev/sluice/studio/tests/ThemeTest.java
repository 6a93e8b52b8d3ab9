package dev.sluice.studio.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.studio.core.graph.Tone;
import dev.sluice.studio.ui.Ink;
import dev.sluice.studio.ui.Theme;
import java.util.List;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.swt.graphics.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Light, dark, or as the system is. */
class ThemeTest extends StudioTest {
  private static final double TEXT = 4.5;
  private static final double SIGN = 3;
  private static final int LIGHT_PAPER = 0xffffff;
  private static final int DARK_PAPER = 0x2f2f2f;

  @AfterEach
  void asBefore() {
    bot.ui().run(Theme.SYSTEM::choose);
  }

  @Test
  void shouldKeepTheThemeThatIsChosenForTheNextStart() {
    bot.clickMenu("Window", "Theme", "Dark");
    bot.shell("Theme");
    bot.captureScreenshot("theme-chosen");
    bot.button("OK").press();
    bot.waitUntilClosed("Theme");
    assertThat(bot.ui().ask(Theme::chosen)).isEqualTo(Theme.DARK);

    String began = platform();
    bot.ui().run(() -> Theme.begin(false));
    assertThat(platform()).endsWith(".e4_dark");
    bot.ui().run(Theme.SYSTEM::choose);
    bot.ui().run(() -> Theme.begin(true));
    assertThat(platform()).endsWith(".e4_dark");
    bot.ui().run(Theme.LIGHT::choose);
    bot.ui().run(() -> Theme.begin(true));
    assertThat(platform()).endsWith(".e4_default");
    bot.ui().run(() -> Theme.begin(began.endsWith("dark")));
  }

  private static String platform() {
    return InstanceScope.INSTANCE.getNode("org.eclipse.e4.ui.css.swt.theme").get("themeid", "none");
  }

  @Test
  void shouldBeReadableInBothThemes() {
    for (Color ink : List.of(Ink.TEXT, Ink.FAINT, Ink.LINK, Ink.GOOD, Ink.WARN, Ink.BAD)) {
      assertThat(contrast(rgb(ink), rgb(Ink.PAPER))).as(ink.toString()).isGreaterThan(TEXT);
    }
    for (Color paper : List.of(Ink.INFO_PAPER, Ink.GOOD_PAPER, Ink.WARN_PAPER, Ink.BAD_PAPER)) {
      assertThat(contrast(rgb(Ink.TEXT), rgb(paper))).as(paper.toString()).isGreaterThan(TEXT);
    }
    for (Tone tone : Tone.values()) {
      assertThat(contrast(tone.ink(), LIGHT_PAPER)).as(tone.name()).isGreaterThan(TEXT);
      assertThat(contrast(tone.darkInk(), DARK_PAPER)).as(tone.name()).isGreaterThan(TEXT);
      assertThat(contrast(tone.ink(), tone.paper())).as(tone.name()).isGreaterThan(SIGN);
      assertThat(contrast(tone.darkInk(), tone.darkPaper())).as(tone.name()).isGreaterThan(SIGN);
    }
  }

  private static int rgb(Color color) {
    return color.getRed() << 16 | color.getGreen() << 8 | color.getBlue();
  }

  /** As WCAG 2.2 defines it. */
  private static double contrast(int one, int other) {
    double first = luminance(one);
    double second = luminance(other);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int part) {
    double value = part / 255.0;
    return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.SourceKind;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What kinds say of themselves: forms, help and the command line show it as it is. */
class SourceKindsTest {
  private static final Pattern SENTENCE = Pattern.compile("[A-Z].{5,88}\\.");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static List<SourceKind> kinds() {
    return SourceKinds.all(Clock.systemUTC(), () -> "id");
  }

  @Test
  void shouldSayInASentenceWhatTheyAre() {
    for (SourceKind kind : kinds()) {
      assertThat(kind.name()).matches(NAME);
      assertThat(kind.summary()).as(kind.name()).matches(SENTENCE);
    }
  }

  @Test
  void shouldSayInASentenceWhatEachOptionIs() {
    for (SourceKind kind : kinds()) {
      assertThat(kind.options()).extracting(Option::name).doesNotHaveDuplicates();
      for (Option option : kind.options()) {
        assertThat(option.name()).matches(NAME);
        assertThat(option.help()).as("%s, %s", kind.name(), option.name()).matches(SENTENCE);
        assertThat(option.required() && option.fallback() != null).isFalse();
        if (!option.choices().isEmpty() && option.fallback() != null) {
          assertThat(option.choices()).contains(option.fallback());
        }
      }
    }
  }
}

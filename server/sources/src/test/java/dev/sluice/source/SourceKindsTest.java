package dev.sluice.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spi.source.Configurable;
import dev.sluice.spi.source.Option;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What kinds say of themselves: forms, help and the command line show it as it is. */
class SourceKindsTest {
  private static final Pattern SENTENCE = Pattern.compile("[A-Z].{5,88}\\.");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private static List<Configurable> kinds() {
    List<Configurable> kinds = new ArrayList<>(SourceKinds.all(Clock.systemUTC(), () -> "id"));
    kinds.addAll(SinkKinds.all());
    return kinds;
  }

  @Test
  void shouldSayInASentenceWhatTheyAre() {
    for (Configurable kind : kinds()) {
      assertThat(kind.name()).matches(NAME);
      assertThat(kind.summary()).as(kind.name()).matches(SENTENCE);
    }
  }

  @Test
  void shouldSayInASentenceWhatEachOptionIs() {
    for (Configurable kind : kinds()) {
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

package dev.sluice.core.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What definitions of sources may say. */
class OptionRulesTest {
  private static final SourceKind KIND =
      new SourceKind() {
        @Override
        public String name() {
          return "kind";
        }

        @Override
        public String summary() {
          return "A kind.";
        }

        @Override
        public List<Option> options() {
          return List.of(
              Option.text("queue", "The queue.").must(),
              Option.secret("password", "The password."),
              Option.integer("batch", "How many.", 1, 100).or("10"),
              Option.flag("declare", "Whether."),
              Option.duration("pause", "How long.").or("5s"),
              Option.choice("mode", "Which.", List.of("a", "b")),
              Option.texts("topics", "Which ones."),
              Option.map("properties", "What else."));
        }

        @Override
        public void check(Settings settings) throws InvalidSettingException {
          if (settings.text("queue").equals("forbidden")) {
            throw new InvalidSettingException("queue", "it is forbidden");
          }
        }
      };

  private final SettingsReader reader =
      new SettingsReader(OptionRulesTest::secret, OptionRulesTest::duration);
  private final OptionRules rules =
      new OptionRules(reader, OptionRulesTest::duration, ErrorCode.INVALID_SOURCE, "source");

  private static String secret(String namespace, String name) {
    if (!name.equals("known")) {
      throw new SluiceException(ErrorCode.SECRET_NOT_FOUND, "There is no secret.", null);
    }
    return "hunter2";
  }

  private static Duration duration(String text) {
    if (!text.endsWith("s")) {
      throw new IllegalArgumentException("give it like 5s");
    }
    return Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private void assertRefused(Map<String, Object> said, String... words) {
    assertThatThrownBy(() -> rules.make(KIND, "default", "s", said))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SOURCE);
              assertThat(e.detail()).contains(words);
            });
  }

  @Test
  void shouldTakeEveryType() {
    Map<String, Value> options =
        rules.make(
            KIND,
            "default",
            "s",
            Map.of(
                "queue",
                "orders",
                "password",
                Map.of("secret", "known"),
                "batch",
                7,
                "declare",
                true,
                "pause",
                "9s",
                "mode",
                "b",
                "topics",
                List.of("x", "y"),
                "properties",
                Map.of("k", 1)));

    Settings settings = reader.of(KIND, "default", "s", options);
    assertThat(settings.text("queue")).isEqualTo("orders");
    assertThat(settings.text("password")).isEqualTo("hunter2");
    assertThat(settings.integer("batch")).isEqualTo(7);
    assertThat(settings.flag("declare")).isTrue();
    assertThat(settings.duration("pause")).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.text("mode")).isEqualTo("b");
    assertThat(settings.texts("topics")).containsExactly("x", "y");
    assertThat(settings.map("properties")).isEqualTo(Map.of("k", "1"));
    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThat(options.get("password")).isEqualTo(new Value.Secret("known"));
  }

  @Test
  void shouldHaveUsualValuesWhereNothingIsSaid() {
    Settings settings =
        reader.of(
            KIND, "default", "s", rules.make(KIND, "default", "s", Map.of("queue", "orders")));

    assertThat(settings.integer("batch")).isEqualTo(10);
    assertThat(settings.flag("declare")).isFalse();
    assertThat(settings.duration("pause")).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.find("password")).isNull();
    assertThat(settings.find("mode")).isNull();
    assertThat(settings.texts("topics")).isEmpty();
    assertThat(settings.map("properties")).isEmpty();
    assertThatThrownBy(() -> settings.find("nobody")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTellAllThatIsWrongAtOnce() {
    assertRefused(
        Map.of("batch", 101, "mode", "c", "pause", "soon", "declare", "yes", "colour", "red"),
        "'queue': it is missing",
        "'batch': '101' is not from 1 to 100",
        "'mode': 'c' is not one of a, b",
        "'pause': 'soon' is not a length of time: give it like 5s",
        "'declare': 'yes' is not true or false",
        "no option 'colour'");
  }

  @Test
  void shouldRefuseValuesOfAnotherType() {
    assertRefused(Map.of("queue", List.of("a")), "'queue': it is not a text");
    assertRefused(Map.of("queue", " "), "'queue': it is empty");
    assertRefused(Map.of("queue", "a\nb"), "'queue': it is not one line");
    assertRefused(Map.of("queue", "q", "batch", "many"), "'batch': 'many' is not a whole number");
    assertRefused(Map.of("queue", "q", "properties", "x"), "'properties': it is not an object");
    assertRefused(Map.of("queue", "q", "topics", List.of(Map.of())), "'topics'");
  }

  @Test
  void shouldNotTakeSecretsThemselves() {
    assertRefused(Map.of("queue", "q", "password", "hunter2"), "'password': it is not written");
  }

  @Test
  void shouldAskTheKindLast() {
    assertRefused(Map.of("queue", "forbidden"), "'queue': it is forbidden");
  }
}

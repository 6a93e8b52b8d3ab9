package dev.sluice.expression.cesql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import io.cloudevents.CloudEvent;
import io.cloudevents.sql.EvaluationRuntime;
import io.cloudevents.sql.Parser;
import io.cloudevents.sql.Result;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CesqlFiltersTest {
  private static final CloudEvent EVENT =
      Events.of(
          Map.of(
              "id", "7",
              "source", "/shop/😀",
              "type", "com.shop.sold",
              "time", "2026-01-02T03:04:00Z",
              "hops", 3,
              "urgent", true,
              "limit", "12"));

  private final CesqlFilters filters = new CesqlFilters();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urgent",
        "type LIKE 'com.shop.%' and hops < limit",
        "TIME = '2026-01-02T03:04:00Z'",
        "source LIKE '/shop/_'",
        "LENGTH(source) = 7",
        "RIGHT(source, 1) = '😀'",
        "TRIM('\u00a0 a\t\u2003') = 'a'",
        "true OR false AND false",
        "hops+1=4 AND hops-1=2",
        "-2147483648 < 0",
        "NOT EXISTS data",
        "specversion = '1.0'",
        "EXISTS Source"
      })
  void shouldMatch(String text) {
    assertThat(filters.parse(text).matches(EVENT)).isTrue();
    assertThat(filters.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hops",
        "'true'",
        "missing != 'x'",
        "NOT (missing = 'x')",
        "type < 5",
        "1 / 0 = 0",
        "hops + 2147483647 < 0",
        "id IN (8, missing)",
        "missing OR true",
        "NOT urgent"
      })
  void shouldNotMatchWhatIsInErrorOrNoBoolean(String text) {
    assertThat(filters.parse(text).matches(EVENT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|line 1, column 1: found the end, expected an attribute",
        "type =|line 1, column 7: found the end",
        "type = = 'x'|line 1, column 8: found '='",
        "type 'x'|line 1, column 6: found a string, expected an operator",
        "type LIKE 5|line 1, column 11: found '5', expected a string",
        "type = 'x|line 1, column 8: the string that begins here has no closing '",
        "$type|line 1, column 1: '$' does not belong here",
        "a.b = 1|line 1, column 2: '.' does not belong here",
        "id IN ()|line 1, column 8: found ')'",
        "id NOT = 1|line 1, column 8: found '=', expected LIKE or IN",
        "(id = 1|line 1, column 8: found the end, expected ')'",
        "id = 2147483648|line 1, column 6: 2147483648 is out of the range",
        "true AND FOO(1)|line 1, column 10: there is no function FOO with 1 argument",
        "ABS()|line 1, column 1: there is no function ABS with 0 arguments",
        "EXISTS 'id'|line 1, column 8: found a string, expected the name of an attribute",
        "my_ext = 1|line 1, column 1: found 'my_ext'"
      })
  void shouldRefuseWithThePlace(String text, String problem) {
    assertRefused(text, problem);
  }

  @Test
  void shouldCountLines() {
    assertRefused("type = 'a\n😀' AND\n  😀", "line 3, column 3: '😀' does not belong here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "NOT ", "-", "ABS("})
  void shouldRefuseWhatIsTooDeep(String opening) {
    assertRefused(opening.repeat(1000) + "1", "nested more than 100 deep");
  }

  @Test
  void shouldTakeLongChainsAndRefuseLongTexts() {
    String chain = "id = '8' OR ".repeat(90);
    assertThat(filters.parse(chain + "id = '7'").matches(EVENT)).isTrue();
    assertRefused("x".repeat(8193), "more than 8192 characters");
  }

  @Test
  void shouldNotBacktrackInPatterns() {
    CloudEvent event = Events.of(Map.of("id", "a".repeat(20_000), "source", "/", "type", "t"));
    assertThat(filters.parse("id LIKE '" + "%a".repeat(500) + "b'").matches(event)).isFalse();
  }

  /** Where nothing is in error the SDK's engine and this one are of one mind. */
  @Test
  void shouldAgreeWithTheSdkOnRandomExpressions() {
    long seed = Long.getLong("sluice.seed", System.nanoTime());
    Random random = new Random(seed);
    int compared = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = expression(random, 3);
      Result theirs = Parser.parseDefault(text).evaluate(EvaluationRuntime.getDefault(), EVENT);
      Object ours;
      try {
        ours = CesqlParser.parse(text).expression().value(EVENT);
      } catch (EvaluationException e) {
        continue;
      } catch (CesqlSyntaxException e) {
        throw new AssertionError(text + ", -Dsluice.seed=" + seed, e);
      }
      if (!theirs.isFailed()) {
        compared++;
        assertThat(ours).as("%s, -Dsluice.seed=%d", text, seed).isEqualTo(theirs.value());
      }
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  private static String expression(Random random, int depth) {
    if (depth == 0) {
      return List.of("1", "0", "'12'", "'true'", "false", "TRUE", "hops", "urgent", "limit", "id")
          .get(random.nextInt(10));
    }
    String x = expression(random, random.nextInt(depth));
    String y = expression(random, random.nextInt(depth));
    String operator =
        List.of("AND", "OR", "XOR", "=", "!=", "<", "<=", ">", "<>", "+", "- ", "*", "/", "%")
            .get(random.nextInt(14));
    return switch (random.nextInt(7)) {
      case 0 -> "(" + x + " " + operator + " " + y + ")";
      case 1 -> "NOT (" + x + " = " + y + ")";
      case 2 -> "LENGTH(CONCAT(" + x + ", " + y + "))";
      case 3 -> x + " IN (" + x + ", " + y + ")";
      case 4 -> "STRING(" + x + ") LIKE '1%'";
      default -> x + " " + operator + " " + y;
    };
  }

  private void assertRefused(String text, String problem) {
    assertThatThrownBy(() -> filters.parse(text))
        .isInstanceOfSatisfying(
            SluiceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FILTER);
              assertThat(e.detail()).contains(problem);
            });
  }
}

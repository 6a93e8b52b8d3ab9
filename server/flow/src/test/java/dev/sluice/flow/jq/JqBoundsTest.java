package dev.sluice.flow.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an expression does, it comes back soon and takes little. */
final class JqBoundsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f: f; f",
        "def f: ., f; f",
        "def f: 1 + f; f",
        "def f(g): f(g | g); f(.)",
        "def f: if . > 40 then 1 else (. + 1 | f) + (. + 1 | f) end; 0 | f",
        "[range(infinite)]",
        "range(infinite)",
        "reduce range(infinite) as $i (0; . + 1)",
        "[range(1e9)]",
        "last(repeat(1))",
        "[repeat(1)]",
        "0 | until(. < 0; . + 1)",
        "[0 | while(true; . + 1)]",
        "[recurse(1)]",
        "[recurse(., .)]",
        "\"x\" * 1e9",
        "reduce range(40) as $i (\"x\"; . + .)",
        "reduce range(40) as $i ([1]; . + .)",
        "reduce range(1e9) as $i ([]; . + [$i])",
        "[limit(1e9; repeat(1))]",
        ".[1e9] = 1",
        ".[1e15] = 1",
        ".[9e18] |= 1",
        "reduce range(64) as $i (1; [., .])",
        "reduce range(64) as $i (1; [., .]) | tojson",
        "reduce range(64) as $i (1; [., .]) | . == (reduce range(64) as $i (1; [., .]))",
        "reduce range(64) as $i (1; [., .]) | flatten",
        "reduce range(64) as $i (1; [., .]) | [..] | length",
        "reduce range(100000) as $i (1; [.])",
        "reduce range(100000) as $i (1; [.]) | tojson",
        "reduce range(100000) as $i (1; [.]) | flatten",
        "reduce range(100000) as $i (1; [.]) == reduce range(100000) as $i (1; [.])",
        "null | setpath([range(100000) | 0]; 1)",
        "(\"a\" * 300) | test(\"^(.*)(.*)(.*)(.*)(.*)(.*)x$\")",
        "(\"a\" * 100000) | test(\"(a|a)*b\")",
        "(\"a\" * 200000) | test(\"(a|b)*c\")",
        "[(\"a\" * 5000) | match(\"\"; \"g\") | .captures, range(1000000)]",
        "(\"ab\" * 3000000) | gsub(\"a\"; \"xxxxxxxxxxxxxxx\")",
        "(\"ab\" * 4000000) | split(\"\")",
        "(\"ab\" * 4000000) | explode | implode | explode | implode",
        "[range(9)] | [combinations(9)]",
        "[range(9)] as $x | [$x[] as $a | $x[] as $b | $x[] as $c | $x[] as $d | $x[] as $e"
            + " | $x[] as $f | $x[] as $g | $x[] as $h | $a + $b]",
        "[range(10000)] | [.[] == .[]] | length",
        "[range(9)] | {a: .[], b: .[], c: .[], d: .[], e: .[], f: .[], g: .[], h: .[]}",
        "\"\\(range(9))\\(range(9))\\(range(9))\\(range(9))\\(range(9))\\(range(9))\\(range(9))\"",
        "try (def f: f; f) catch 1",
        "[(def f: f; f)?]",
        "(def f: f; f) // 1",
        "first(range(infinite) | select(. < 0))",
        "label $out | range(infinite) | if . < 0 then break $out else empty end",
        "[limit(100000; repeat(\"x\" * 100000))]",
        "[.[]?, range(1e7)] | sort",
        "walk(range(infinite))",
        "\"x\" * 5000000 | [., .] | tojson | @uri",
        "[paths(range(1e9) | empty)]",
        "foreach range(infinite) as $x (0; .; empty)"
      })
  void shouldGiveUp(String expression) throws Exception {
    JsonNode input = JSON.readTree("[0]");
    JqExpression compiled = JqExpression.compile(expression);

    JqException e =
        catchThrowableOfType(JqException.class, () -> compiled.evaluate(input, Map.of()));

    assertThat(e).describedAs(expression).isNotNull();
    assertThat(e.isExhausted()).describedAs(e.getMessage()).isTrue();
    assertThat(e).hasMessageContaining("failed: it ");
  }

  @Test
  void shouldNotTakeErrorsForExhaustion() throws Exception {
    JqExpression compiled = JqExpression.compile("error(\"no\")");

    JqException e =
        catchThrowableOfType(JqException.class, () -> compiled.evaluate(JSON.nullNode(), Map.of()));

    assertThat(e).hasMessage("the expression 'error(\"no\")' failed: no");
    assertThat(e.isExhausted()).isFalse();
  }

  @Test
  void shouldTakeWhatPeopleWrite() throws Exception {
    JsonNode input =
        JqExpression.compile("[range(20000) | {id: ., name: \"n\\(.)\", tags: [\"a\", \"b\"]}]")
            .evaluate(JSON.nullNode(), Map.of());

    assertThat(value("map(select(.id % 2 == 0) | .name) | length", input)).isEqualTo("10000");
    assertThat(value(".[].id |= . + 1 | .[19999].id", input)).isEqualTo("20000");
    assertThat(value("group_by(.id % 7) | map(length) | add", input)).isEqualTo("20000");
    assertThat(value("map({key: .name, value: .id}) | from_entries | .n77", input)).isEqualTo("77");
    assertThat(value("walk(if type == \"number\" then . + 1 else . end) | .[0].id", input))
        .isEqualTo("1");
    assertThat(input.get(0).get("id").intValue()).isZero();
  }

  private static String value(String expression, JsonNode input) throws Exception {
    return JqExpression.compile(expression).evaluate(input, Map.of()).toString();
  }
}

package dev.sluice.flow.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JqExpressionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        ".a + 1 ~ 2",
        "if .a == 1 then 2 end ~ 2",
        "if .a == 2 then 2 end ~ {\"a\":1}",
        "if .a == 2 then 3 elif .a == 1 then 4 end ~ 4",
        "if .a == 2 then (if .b then 1 end) else 5 end ~ 5",
        "{end: 1, if: .a, a} ~ {\"end\":1,\"if\":1,\"a\":1}",
        "\"x\\(if .a then 1 end)y\" ~ \"x1y\"",
        "\" x \" | trim ~ \"x\"",
        "\" x \" | ltrim ~ \"x \"",
        "\" x \" | rtrim ~ \" x\"",
        "\"2015-03-05T23:51:47Z\" | fromdate ~ 1425599507",
        "1425599507 | todate ~ \"2015-03-05T23:51:47Z\"",
        "1425599507 | gmtime ~ [2015,2,5,23,51,47,4,63]",
        "[2015,2,5,23,51,47,4,63] | mktime ~ 1425599507",
        "1425599507 | strftime(\"%A, %d %b %Y %H:%M:%S\") ~ \"Thursday, 05 Mar 2015 23:51:47\"",
        "\"2015-03-05T23:51:47Z\" | strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime ~ 1425599507",
        "env ~ {}",
        "-3 | abs ~ 3",
        "isempty(empty) ~ true",
        "def f(x): x + 1; f(.a) ~ 2",
        "reduce range(0; 3) as $i (0; . + $i) ~ 3",
        "[.. | numbers] ~ [1]",
        "try error(null) catch . ~ null",
        "[def f($x): $x, x; f(1, 2)] ~ [1,1,2,2,1,2]",
        "def a: 1; def b: a + 1; def a: 5; b + a ~ 7",
        "[limit(5; 1 | repeat(. * 2))] ~ [1,2,4,8,16]",
        "[{a: null, b: [1]} | paths] ~ [[\"a\"],[\"b\"],[\"b\",0]]",
        "[{name: \"a\", value: 1}, {k: \"b\", v: 2}] | from_entries ~ {\"a\":1,\"b\":2}",
        "{a: 1, b: 2} | map_values(empty) ~ {}",
        "[1, 2, 3, 4] | (.[] | select(. > 2)) |= empty ~ [1,2]",
        "[97, 233, 128512] | implode ~ \"aé😀\"",
        "\"<&'>\" | @html ~ \"&lt;&amp;&#39;&gt;\"",
        "[pow(2, 3; 1, 2)] ~ [2,3,4,9]",
        "error(\"x\") // 3 ~ 3",
        "1 as $x | 2 as $y | [$x, $y, $__loc__.line] ~ [1,2,1]",
        "[.[]? // empty] ~ [1]",
        "9007199254740993 + 1 ~ 9007199254740994",
        "[[1, 2] | tostream] | length ~ 3",
        "[fromstream([1, [2]] | tostream)] ~ [[1,[2]]]",
        "[splits(\"a\")?] ~ []",
        "(.a, .b) = 5 ~ {\"a\":5,\"b\":5}",
        "\"xyz, é\" | ascii_upcase | @base32 | @base32d ~ \"XYZ, é\"",
        "\"a b/é%\" | @uri | @urid ~ \"a b/é%\""
      })
  void shouldEvaluate(String expression, String expected) throws Exception {
    JqExpression compiled = JqExpression.compile(expression);

    JsonNode input = JSON.readTree("{\"a\":1}");
    assertThat(compiled.evaluateAll(input, Map.of()))
        .extracting(JsonNode::toString)
        .containsExactly(JSON.readTree(expected).toString());
  }

  @Test
  void shouldSeeVariables() throws Exception {
    JqExpression compiled = JqExpression.compile("$context.x | length");

    JsonNode context = JSON.readTree("{\"x\":[1,2]}");
    assertThat(compiled.variables()).containsExactly("context");
    assertThat(compiled.evaluate(JSON.nullNode(), Map.of("context", context)).intValue())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".a +|it ends too early: a value is missing (line 1, column 5)",
        ".a ~ 1|'~' is no part of jq (line 1, column 4)",
        "break $x|there is no label $x",
        "if . then 1|it ends too early: 'end' is missing",
        ".a, nosuch|there is no function nosuch/0",
        "map(.x; .y)|there is no function map/2",
        "if . then nosuch(1) end|there is no function nosuch/1",
        "\"a\\(nosuch)\"|there is no function nosuch/0",
        "''|it is empty"
      })
  void shouldSayWhyItDoesNotCompile(String expression, String reason) {
    assertThatThrownBy(() -> JqExpression.compile(expression))
        .isInstanceOf(InvalidExpressionException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{a:", "\"\\(", "if . then ", "try ", "-", ".|"})
  void shouldRefuseDeepNesting(String open) {
    assertThatThrownBy(() -> JqExpression.compile(open.repeat(5000)))
        .isInstanceOf(InvalidExpressionException.class);
  }
}

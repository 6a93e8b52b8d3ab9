package dev.sluice.flow.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.thisptr.jackson.jq.Scope;
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
        "[.. | numbers] ~ [1]"
      })
  void shouldEvaluate(String expression, String expected) throws Exception {
    JqExpression compiled = JqExpression.compile(expression);

    JsonNode input = JSON.readTree("{\"a\":1}");
    assertThat(compiled.apply(JqLibrary.scope(), input))
        .extracting(JsonNode::toString)
        .containsExactly(JSON.readTree(expected).toString());
  }

  @Test
  void shouldSeeVariables() throws Exception {
    Scope scope = JqLibrary.scope();
    scope.setValue("context", JSON.readTree("{\"x\":[1,2]}"));

    assertThat(JqExpression.compile("$context.x | length").apply(scope, JSON.nullNode()))
        .containsExactly(JSON.readTree("2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".a +|encountered \"<EOF>\" at line 1, column 4",
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

package dev.sluice.flow.jq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our jq gives what another gives: each expression of a list, for each of some inputs. */
final class JqAgreementTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Scope THEIRS = Scope.newEmptyScope();

  static {
    BuiltinFunctionLoader.getInstance()
        .loadFunctions(BuiltinFunctionLoader.class.getClassLoader(), Versions.JQ_1_7, THEIRS);
  }

  private static final List<String> INPUTS =
      List.of(
          "null",
          "{\"a\":1,\"b\":[1,2,{\"c\":\"x\"}],\"s\":\"some Text, here\",\"n\":null,\"t\":true}",
          "[3,1,2,-1,1.5,\"b\",\"a\",null,[2,1],{\"k\":1}]",
          "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"},{\"a\":1,\"b\":\"z\"}]",
          "\"a,b, c\"",
          "[[1,2],[3,4,5]]",
          "17",
          "-2.5");

  static Stream<String> expressions() throws IOException {
    try (var in = JqAgreementTest.class.getResourceAsStream("agreement.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void shouldAgree(String expression) throws Exception {
    JqExpression ours = JqExpression.compile(expression);
    JsonQuery theirs = JsonQuery.compile(expression, Versions.JQ_1_7);
    for (String input : INPUTS) {
      assertThat(ours(ours, JSON.readTree(input)))
          .describedAs("%s | %s", input, expression)
          .isEqualTo(theirs(theirs, JSON.readTree(input)));
    }
  }

  private static String ours(JqExpression expression, JsonNode input) {
    try {
      return normal(expression.evaluateAll(input, Map.of()));
    } catch (JqException e) {
      return "error";
    }
  }

  private static String theirs(JsonQuery expression, JsonNode input) {
    Scope scope = Scope.newChildScope(THEIRS);
    List<JsonNode> values = new ArrayList<>();
    try {
      expression.apply(scope, input, values::add);
      return normal(values);
    } catch (JsonQueryException e) {
      return "error";
    }
  }

  /** Numbers as doubles, since types of numbers are nobody's business. */
  private static String normal(List<JsonNode> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(normal(value)).append('\n'));
    return text.toString();
  }

  private static String normal(JsonNode value) {
    if (value.isNumber()) {
      double number = value.doubleValue();
      return Double.isFinite(number) ? Double.toString(number + 0.0) : "null";
    }
    try {
      if (value.isArray()) {
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(normal(part)));
        return parts.toString();
      }
      if (value.isObject()) {
        java.util.TreeMap<String, String> parts = new java.util.TreeMap<>();
        value.properties().forEach(f -> parts.put(f.getKey(), normal(f.getValue())));
        return parts.toString();
      }
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

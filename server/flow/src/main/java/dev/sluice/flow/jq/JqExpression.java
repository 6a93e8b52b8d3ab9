package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression of jq 1.7. It sees its input and the variables that it is given, and
 * nothing of what surrounds the server; it does a bounded amount of work (ADR 28). Immutable;
 * thread-safe.
 */
public final class JqExpression {
  /** More than anybody writes. */
  private static final int MOST_CHARACTERS = 100_000;

  private final String text;
  private final Term term;
  private final Set<String> variables;

  private JqExpression(String text, Term term, Set<String> variables) {
    this.text = text;
    this.term = term;
    this.variables = variables;
  }

  /**
   * Compiles jq.
   *
   * @param text without <code>${ }</code> around it
   */
  public static JqExpression compile(String text) throws InvalidExpressionException {
    if (text.isBlank()) {
      throw new InvalidExpressionException("it is empty");
    }
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidExpressionException("it has more than " + MOST_CHARACTERS + " characters");
    }
    Parser parser = new Parser(text, JqLibrary.FUNCTIONS);
    try {
      return new JqExpression(text, parser.expression(), parser.globals());
    } catch (SyntaxError e) {
      throw new InvalidExpressionException(String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      // Nothing outlives a reader that gave up.
      throw new InvalidExpressionException("it is nested too deeply");
    }
  }

  /** Names of the variables that it takes from outside, without the sign. */
  public Set<String> variables() {
    return variables;
  }

  /**
   * Its value for an input: null where it gives none, and an array where it gives several.
   *
   * @param variables by name, without the sign; neither they nor the input are changed, and parts
   *     of them may be parts of the value
   * @throws JqException where it raises an error, or comes to {@link JqBounds#STANDARD}
   */
  public JsonNode evaluate(JsonNode input, Map<String, JsonNode> variables) throws JqException {
    return evaluate(input, variables, null, JqBounds.STANDARD);
  }

  /**
   * Its value for an input.
   *
   * @param clock what {@code now} asks; none where it is not known
   */
  public JsonNode evaluate(
      JsonNode input,
      Map<String, JsonNode> variables,
      @Nullable InstantSource clock,
      JqBounds bounds)
      throws JqException {
    Evaluation run = new Evaluation(bounds, variables, clock);
    try {
      if (term.single()) {
        return JsonText.leaving(run, term.value(run.root(), input));
      }
      return one(run, term.all(run.root(), input));
    } catch (JqError | ExhaustedException | BreakException | StackOverflowError e) {
      throw failure(e);
    }
  }

  /** All of its values for an input, in their order. */
  public List<JsonNode> evaluateAll(JsonNode input, Map<String, JsonNode> variables)
      throws JqException {
    Evaluation run = new Evaluation(JqBounds.STANDARD, variables, null);
    List<JsonNode> values = new ArrayList<>();
    try {
      for (JsonNode value : term.all(run.root(), input)) {
        values.add(JsonText.leaving(run, value));
      }
      return values;
    } catch (JqError | ExhaustedException | BreakException | StackOverflowError e) {
      throw failure(e);
    }
  }

  private static JsonNode one(Evaluation run, List<JsonNode> values) {
    if (values.size() > 1) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode().addAll(values);
      return JsonText.leaving(run, all);
    }
    return values.isEmpty() ? NullNode.instance : JsonText.leaving(run, values.get(0));
  }

  private JqException failure(Throwable e) {
    String why =
        e instanceof StackOverflowError
            ? "it calls itself too deeply"
            : e instanceof BreakException ? "it breaks out of nothing" : e.getMessage();
    String expression = text.length() <= 60 ? text : text.substring(0, 57) + "...";
    return new JqException(
        "the expression '" + expression + "' failed: " + why, !(e instanceof JqError));
  }

  @Override
  public String toString() {
    return text;
  }
}

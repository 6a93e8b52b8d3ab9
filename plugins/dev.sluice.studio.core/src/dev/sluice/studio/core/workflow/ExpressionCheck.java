package dev.sluice.studio.core.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.flow.jq.ExpressionText;
import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqException;
import dev.sluice.flow.jq.JqExpression;
import dev.sluice.flow.text.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at what is typed into a form: whether it can be read, and what it would give. */
public final class ExpressionCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExpressionCheck() {}

  /** What is wrong with a text of this kind; empty when nothing is. */
  public static Optional<String> wrong(Field.Kind kind, String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (kind) {
      case EXPRESSION, MIXED -> expression(kind, text).flatMap(ExpressionCheck::invalid);
      case VALUE -> {
        var reading = Document.read(text);
        yield reading.document() == null
            ? Optional.of(reading.problems().get(0).message())
            : ExpressionText.inside(text).flatMap(ExpressionCheck::invalid);
      }
      case NUMBER ->
          text.matches("-?\\d+(\\.\\d+)?") ? Optional.empty() : Optional.of("this is no number");
      default -> Optional.empty();
    };
  }

  /** The expression that a text is; empty when it is none. */
  private static Optional<String> expression(Field.Kind kind, String text) {
    return switch (kind) {
      case EXPRESSION -> Optional.of(ExpressionText.of(text));
      case MIXED -> {
        Optional<String> inside = ExpressionText.inside(text);
        yield inside.isPresent() || !text.startsWith(".") ? inside : Optional.of(text);
      }
      case VALUE -> ExpressionText.inside(text);
      default -> Optional.empty();
    };
  }

  private static Optional<String> invalid(String expression) {
    try {
      JqExpression.compile(expression);
      return Optional.empty();
    } catch (InvalidExpressionException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What an expression gives for sample data; empty when the text is none.
   *
   * @param sample JSON
   */
  public static Optional<String> preview(Field.Kind kind, String typed, String sample) {
    Optional<String> expression = expression(kind, typed.strip());
    if (typed.isBlank() || expression.isEmpty() || wrong(kind, typed).isPresent()) {
      return Optional.empty();
    }
    try {
      JqExpression compiled = JqExpression.compile(expression.get());
      JsonNode data = JSON.readTree(sample.isBlank() ? "{}" : sample);
      Map<String, JsonNode> variables = new HashMap<>();
      // What the engine defines is not known here.
      compiled.variables().forEach(name -> variables.put(name, JSON.nullNode()));
      return Optional.of("= " + compiled.evaluate(data, variables));
    } catch (JqException e) {
      String message = String.valueOf(e.getMessage());
      int cause = message.indexOf("' failed: ");
      return Optional.of(
          cause < 0 ? message : "With this data: " + message.substring(cause + 10) + ".");
    } catch (JsonProcessingException e) {
      return Optional.of("The sample data is no JSON.");
    } catch (InvalidExpressionException e) {
      return Optional.empty();
    }
  }

  /** Which case of a switch sample data would take; empty for none. */
  public static Optional<String> taken(JsonNode cases, String sample) {
    for (JsonNode item : cases) {
      for (Map.Entry<String, JsonNode> one : item.properties()) {
        JsonNode when = one.getValue().path("when");
        String given =
            when.isMissingNode()
                ? "= true"
                : preview(Field.Kind.EXPRESSION, when.asText(), sample).orElse("");
        if (given.equals("= true")) {
          return Optional.of(one.getKey());
        }
      }
    }
    return Optional.empty();
  }
}

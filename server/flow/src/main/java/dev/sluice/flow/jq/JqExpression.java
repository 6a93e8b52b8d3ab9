package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A compiled expression. Immutable; thread-safe. */
public final class JqExpression {
  /** More than anybody writes. */
  private static final int MOST_CHARACTERS = 100_000;

  /** The library's compiler goes deeper with each bracket. */
  private static final int MOST_BRACKETS = 200;

  private final String text;
  private final JsonQuery query;

  private JqExpression(String text, JsonQuery query) {
    this.text = text;
    this.query = query;
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
    JqScan scan = JqScan.of(text);
    if (scan.depth() > MOST_BRACKETS) {
      throw new InvalidExpressionException("its brackets are nested too deeply");
    }
    JqExpression compiled = new JqExpression(text, query(scan.rewritten()));
    for (String call : scan.calls()) {
      if (!JqLibrary.has(call)) {
        throw new InvalidExpressionException("there is no function " + call);
      }
    }
    return compiled;
  }

  private static JsonQuery query(String text) throws InvalidExpressionException {
    try {
      return JsonQuery.compile(text, JqLibrary.VERSION);
    } catch (JsonQueryException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      String reason = Objects.requireNonNullElse(cause.getMessage(), "unreadable");
      String line = reason.lines().findFirst().orElse("unreadable").strip();
      // The library repeats the whole expression, which the reader has before his eyes.
      throw new InvalidExpressionException(
          line.startsWith("Cannot compile query")
              ? "it cannot be read"
              : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1));
    } catch (StackOverflowError e) {
      // The library's parser calls itself for each part; what it leaves behind is its own.
      throw new InvalidExpressionException("it is nested too deeply");
    }
  }

  /**
   * All that it gives for an input.
   *
   * @param scope of {@link JqLibrary#scope}, with the variables that it may use
   */
  public List<JsonNode> apply(Scope scope, JsonNode in) throws JsonQueryException {
    List<JsonNode> values = new ArrayList<>();
    query.apply(scope, in, values::add);
    return values;
  }

  @Override
  public String toString() {
    return text;
  }
}

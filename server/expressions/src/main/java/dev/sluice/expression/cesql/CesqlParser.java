package dev.sluice.expression.cesql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression by precedence: NOT and - before LIKE and IN, then * / %, then + -, then
 * comparisons, then AND, OR and XOR, of one rank and from the right. Confined to its thread.
 */
final class CesqlParser {
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "xor", "not", "like", "in", "exists", "true", "false");

  /** Longer expressions are programs. */
  private static final int MAX_LENGTH = 8_192;

  /** Deeper ones would need more stack than a thread has to spare. */
  private static final int MAX_DEPTH = 100;

  private static final String A_VALUE = "an attribute, a value, a function or '('";
  private static final int LOGIC = 1;
  private static final int COMPARISON = 2;
  private static final int SUM = 3;
  private static final int PRODUCT = 4;
  private static final int MEMBER = 5;
  private static final int UNARY = 6;

  private static final Map<String, Comparison.Operator> COMPARISONS =
      Map.of(
          "=", Comparison.Operator.EQUAL,
          "!=", Comparison.Operator.UNEQUAL,
          "<>", Comparison.Operator.UNEQUAL,
          "<", Comparison.Operator.LESS,
          "<=", Comparison.Operator.LESS_OR_EQUAL,
          ">", Comparison.Operator.GREATER,
          ">=", Comparison.Operator.GREATER_OR_EQUAL);
  private static final Map<String, Arithmetic> CALCULATIONS =
      Map.of(
          "*", Arithmetic.MULTIPLY,
          "/", Arithmetic.DIVIDE,
          "%", Arithmetic.REMAINDER,
          "+", Arithmetic.ADD,
          "-", Arithmetic.SUBTRACT);

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int depth;
  private @Nullable CesqlSyntaxException missing;

  private CesqlParser(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  /**
   * An expression as it was read.
   *
   * @param missing where it calls a function that there is not, or null
   */
  record Parsed(Expression expression, @Nullable CesqlSyntaxException missing) {}

  /** Reads the whole text. */
  static Parsed parse(String text) throws CesqlSyntaxException {
    if (text.length() > MAX_LENGTH) {
      throw new CesqlSyntaxException(
          Position.of(text, MAX_LENGTH),
          "the expression has more than " + MAX_LENGTH + " characters");
    }
    CesqlParser parser = new CesqlParser(text, Lexer.tokens(text));
    Expression expression = parser.expression(LOGIC);
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.unexpected("an operator or the end");
    }
    return new Parsed(expression, parser.missing);
  }

  private Expression expression(int least) throws CesqlSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw new CesqlSyntaxException(
          place(peek()), "the expression is nested more than " + MAX_DEPTH + " deep");
    }
    Expression left = unary();
    for (int rank = rank(); rank >= least; rank = rank()) {
      left = rank == MEMBER ? member(left) : binary(left, rank);
    }
    depth--;
    return left;
  }

  private int rank() {
    Token token = peek();
    if (token.is("AND") || token.is("OR") || token.is("XOR")) {
      return LOGIC;
    }
    if (token.is("LIKE") || token.is("IN") || token.is("NOT")) {
      return MEMBER;
    }
    if (token.kind() != Token.Kind.SIGN) {
      return 0;
    }
    if (COMPARISONS.containsKey(token.text())) {
      return COMPARISON;
    }
    return switch (token.text()) {
      case "+", "-" -> SUM;
      case "*", "/", "%" -> PRODUCT;
      default -> 0;
    };
  }

  private Expression binary(Expression left, int rank) throws CesqlSyntaxException {
    Token operator = take();
    Expression right = expression(rank == LOGIC ? LOGIC : rank + 1);
    if (rank == LOGIC) {
      return new Logic(
          Logic.Operator.valueOf(operator.text().toUpperCase(Locale.ROOT)), left, right);
    }
    Comparison.Operator comparison = COMPARISONS.get(operator.text());
    if (comparison != null) {
      return new Comparison(comparison, left, right);
    }
    Arithmetic calculation = CALCULATIONS.get(operator.text());
    if (calculation == null) {
      throw new IllegalStateException("no operator: " + operator.text());
    }
    return new Calculation(calculation, left, right);
  }

  private Expression member(Expression left) throws CesqlSyntaxException {
    boolean negated = accept("NOT");
    Expression found;
    if (accept("LIKE")) {
      if (peek().kind() != Token.Kind.STRING) {
        throw unexpected("a string");
      }
      found = new Like(left, new LikePattern(take().text()));
    } else if (accept("IN")) {
      expect("(");
      found = new In(left, list());
    } else {
      throw unexpected("LIKE or IN");
    }
    return negated ? new Not(found) : found;
  }

  private Expression unary() throws CesqlSyntaxException {
    if (accept("NOT")) {
      return new Not(expression(UNARY));
    }
    if (peek().is("-") || peek().is("+")) {
      Token sign = take();
      if (peek().kind() == Token.Kind.NUMBER) {
        return number(sign.text().equals("-") ? "-" : "");
      }
      if (sign.is("-")) {
        return new Negation(expression(UNARY));
      }
      throw unexpected("a number");
    }
    return primary();
  }

  private Expression primary() throws CesqlSyntaxException {
    Token token = peek();
    if (accept("(")) {
      Expression inner = expression(LOGIC);
      expect(")");
      return inner;
    }
    if (accept("EXISTS")) {
      return new Exists(attribute("the name of an attribute"));
    }
    return switch (token.kind()) {
      case STRING -> new Literal(take().text());
      case NUMBER -> number("");
      case WORD -> word();
      default -> throw unexpected(A_VALUE);
    };
  }

  private Expression number(String sign) throws CesqlSyntaxException {
    Token token = take();
    try {
      return new Literal(Integer.parseInt(sign + token.text()));
    } catch (NumberFormatException e) {
      throw new CesqlSyntaxException(
          place(token), sign + token.text() + " is out of the range of 32 bits");
    }
  }

  private Expression word() throws CesqlSyntaxException {
    Token token = peek();
    if (accept("TRUE") || accept("FALSE")) {
      return new Literal(token.is("TRUE"));
    }
    if (tokens.get(next + 1).is("(") && !KEYWORDS.contains(token.lower())) {
      return call();
    }
    return attribute(A_VALUE);
  }

  private Attribute attribute(String wanted) throws CesqlSyntaxException {
    Token token = peek();
    boolean isName = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER;
    if (!isName || KEYWORDS.contains(token.lower()) || token.text().indexOf('_') >= 0) {
      throw unexpected(wanted);
    }
    return new Attribute(take().lower());
  }

  private Expression call() throws CesqlSyntaxException {
    Token name = take();
    expect("(");
    List<Expression> arguments = accept(")") ? List.of() : list();
    Function function = Function.find(name.text(), arguments.size());
    if (function != null) {
      return new Call(function, arguments);
    }
    MissingCall call = new MissingCall(name.text(), arguments.size());
    if (missing == null) {
      missing =
          new CesqlSyntaxException(
              place(name),
              "there is no function "
                  + name.text()
                  + " with "
                  + arguments.size()
                  + (arguments.size() == 1 ? " argument" : " arguments"));
    }
    return call;
  }

  private List<Expression> list() throws CesqlSyntaxException {
    List<Expression> elements = new ArrayList<>();
    do {
      elements.add(expression(LOGIC));
    } while (accept(","));
    if (!accept(")")) {
      throw unexpected("',' or ')'");
    }
    return List.copyOf(elements);
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    return tokens.get(next++);
  }

  private boolean accept(String what) {
    if (peek().is(what)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String what) throws CesqlSyntaxException {
    if (!accept(what)) {
      throw unexpected("'" + what + "'");
    }
  }

  private Position place(Token token) {
    return Position.of(text, token.offset());
  }

  private CesqlSyntaxException unexpected(String wanted) {
    return new CesqlSyntaxException(
        place(peek()), "found " + peek().shown() + ", expected " + wanted);
  }
}

package dev.sluice.flow.validate;

import dev.sluice.flow.jq.InvalidExpressionException;
import dev.sluice.flow.jq.JqExpression;
import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Document;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.Problem;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one document. Not thread-safe. */
final class Report {
  /** What is told of one document; more help nobody. */
  private static final int MOST = 1000;

  private final Document document;
  private final Definitions definitions;
  private final @Nullable Functions functions;
  private final boolean jq;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final Map<String, Optional<String>> expressions = new HashMap<>();

  Report(Document document, @Nullable Functions functions) {
    this.document = document;
    this.functions = functions;
    this.definitions = Definitions.of(document);
    this.jq = speaksJq(document);
  }

  private static boolean speaksJq(Document document) {
    MapNode root = document.root().target() instanceof MapNode map ? map : null;
    MapNode evaluate = root == null ? null : root.map("evaluate");
    String language = evaluate == null ? null : evaluate.text("language");
    return language == null || language.equals("jq");
  }

  /** What the platform knows; null when only the document is looked at. */
  @Nullable Functions functions() {
    return functions;
  }

  Definitions definitions() {
    return definitions;
  }

  /** Something is wrong with what is written there. */
  void add(ProblemCode code, Node node, Path path, String message) {
    add(code, node, path, message, Nearest.Hint.NONE);
  }

  /**
   * Something is wrong with what is written there.
   *
   * @param hint stands behind the message
   */
  void add(ProblemCode code, Node node, Path path, String message, Nearest.Hint hint) {
    if (problems.size() < MOST) {
      int offset = node.span().start();
      problems.add(
          new Problem(
              code,
              message + hint.text(),
              path.pointer(),
              document.position(offset),
              hint.meant()));
    }
  }

  /** The line of a node, to name it in a sentence. */
  int line(Node node) {
    return document.position(node.span().start()).line();
  }

  /**
   * Compiles an expression.
   *
   * @param text without <code>${ }</code>
   */
  void expression(String text, ScalarNode node, Path path) {
    if (!jq) {
      return;
    }
    expressions
        .computeIfAbsent(text, Report::fault)
        .ifPresent(
            fault -> {
              String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
              String one = shown.replaceAll("\\s+", " ");
              String sentence = "the expression '" + one + "' does not compile: " + fault;
              add(ProblemCode.INVALID_EXPRESSION, node, path, sentence);
            });
  }

  private static Optional<String> fault(String text) {
    try {
      JqExpression.compile(text);
      return Optional.empty();
    } catch (InvalidExpressionException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** All of them, in the order of the text. */
  List<Problem> problems() {
    List<Problem> ordered = new ArrayList<>(problems);
    ordered.sort(
        Comparator.comparingInt((Problem problem) -> problem.position().line())
            .thenComparingInt(problem -> problem.position().column()));
    return ordered;
  }
}

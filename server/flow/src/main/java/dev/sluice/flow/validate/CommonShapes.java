package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.CONDITION;
import static dev.sluice.flow.validate.Shapes.DATA;
import static dev.sluice.flow.validate.Shapes.PLAIN;
import static dev.sluice.flow.validate.Shapes.TEXT;
import static dev.sluice.flow.validate.Shapes.WHOLE;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** What stands in many places of a document: durations, endpoints, filters, errors, retries. */
final class CommonShapes {
  private static final Pattern URI = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
  private static final String NUMBER = "\\d+(?:\\.\\d+)?";
  private static final Pattern ISO_DURATION =
      Pattern.compile(
          "^P(?!\\z)(NY)?(NM)?(NW)?(ND)?(T(?=\\d)(NH)?(NM)?(NS)?)?\\z".replace("N", NUMBER));

  private static final Shape DURATION_PARTS =
      new MapShape("a duration")
          .may("days", WHOLE)
          .may("hours", WHOLE)
          .may("minutes", WHOLE)
          .may("seconds", WHOLE)
          .may("milliseconds", WHOLE)
          .notEmpty();

  static final Shape DURATION = CommonShapes::duration;

  /** An absolute URI that may have parts to fill in, or an expression. */
  static final Shape URI_OR_EXPRESSION = CommonShapes::uri;

  /** As {@link #URI_OR_EXPRESSION} without expressions. */
  static final Shape URI_ONLY =
      Shapes.pattern(URI, ProblemCode.INVALID_URI, "absolute URI like https://example.com/{id}");

  static final Shape TIME = CommonShapes::time;

  private static final MapShape ENDPOINT_PARTS =
      new MapShape("an endpoint")
          .must("uri", URI_OR_EXPRESSION)
          .may("authentication", CommonShapes::authentication);

  static final Shape ENDPOINT =
      (node, path, report) -> {
        if (node instanceof MapNode) {
          ENDPOINT_PARTS.check(node, path, report);
        } else {
          uri(node, path, report);
        }
      };

  static final Shape RESOURCE =
      new MapShape("a resource").may("name", PLAIN).must("endpoint", ENDPOINT);

  static final Shape SCHEMA =
      new MapShape("a schema")
          .may("format", PLAIN)
          .may("document", Shapes.ANY)
          .may("resource", RESOURCE)
          .oneOf("document", "resource");

  static final Shape INPUT =
      new MapShape("an input").may("schema", SCHEMA).may("from", Shapes.textOr(CONDITION, DATA));

  static final Shape OUTPUT =
      new MapShape("an output").may("schema", SCHEMA).may("as", Shapes.textOr(CONDITION, DATA));

  static final Shape EXPORT =
      new MapShape("an export").may("schema", SCHEMA).may("as", Shapes.textOr(CONDITION, DATA));

  static final Shape TIMEOUT_POLICY = new MapShape("a timeout").must("after", DURATION);

  static final Shape TIMEOUT =
      Shapes.textOr(Shapes.reference(Definitions.Kind.TIMEOUT), TIMEOUT_POLICY);

  static final Shape ERROR =
      new MapShape("an error")
          .must("type", URI_OR_EXPRESSION)
          .must("status", WHOLE)
          .may("instance", TEXT)
          .may("title", TEXT)
          .may("detail", TEXT);

  static final Shape ERROR_FILTER =
      new MapShape("a filter of errors")
          .may("type", TEXT)
          .may("status", WHOLE)
          .may("instance", TEXT)
          .may("title", TEXT)
          .may("details", TEXT)
          .open()
          .notEmpty();

  private static final Shape BACKOFF =
      new MapShape("a backoff")
          .may("constant", Shapes.OBJECT)
          .may("exponential", Shapes.OBJECT)
          .may("linear", Shapes.OBJECT)
          .oneOf("constant", "exponential", "linear");

  static final Shape RETRY_POLICY =
      new MapShape("a retry policy")
          .may("when", CONDITION)
          .may("exceptWhen", CONDITION)
          .may("delay", DURATION)
          .may("backoff", BACKOFF)
          .may(
              "limit",
              new MapShape("a limit")
                  .may(
                      "attempt",
                      new MapShape("a limit of attempts")
                          .may("count", WHOLE)
                          .may("duration", DURATION))
                  .may("duration", DURATION))
          .may("jitter", new MapShape("a jitter").must("from", DURATION).must("to", DURATION));

  static final Shape RETRY = Shapes.textOr(Shapes.reference(Definitions.Kind.RETRY), RETRY_POLICY);

  private CommonShapes() {}

  /** Asked for late: the shapes of authentication are made of those here. */
  private static void authentication(Node node, Path path, Report report) {
    AuthenticationShapes.REFERENCE_OR_POLICY.check(node, path, report);
  }

  private static void duration(Node node, Path path, Report report) {
    if (node instanceof MapNode) {
      DURATION_PARTS.check(node, path, report);
      return;
    }
    ScalarNode text = Shapes.text(node, path, report);
    if (text == null) {
      return;
    }
    if (Shapes.isExpression(text.value())) {
      CONDITION.check(node, path, report);
    } else if (!ISO_DURATION.matcher(text.value()).find()) {
      String sentence =
          "'" + text.value() + "' is no ISO 8601 duration; write PT30S, or a map like seconds: 30";
      report.add(ProblemCode.INVALID_DURATION, node, path, sentence);
    }
  }

  private static void uri(Node node, Path path, Report report) {
    ScalarNode text = Shapes.text(node, path, report);
    if (text != null && Shapes.isExpression(text.value())) {
      CONDITION.check(node, path, report);
    } else if (text != null) {
      URI_ONLY.check(node, path, report);
    }
  }

  private static void time(Node node, Path path, Report report) {
    ScalarNode text = Shapes.text(node, path, report);
    if (text == null || Shapes.isExpression(text.value())) {
      TEXT.check(node, path, report);
      return;
    }
    try {
      OffsetDateTime.parse(text.value());
    } catch (DateTimeException e) {
      String sentence = "'" + text.value() + "' is no time like 2026-01-31T12:00:00Z";
      report.add(ProblemCode.INVALID_TIME, node, path, sentence);
    }
  }
}

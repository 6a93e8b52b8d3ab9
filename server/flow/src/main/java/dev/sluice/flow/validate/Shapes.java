package dev.sluice.flow.validate;

import dev.sluice.flow.jq.ExpressionText;
import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import dev.sluice.flow.text.ScalarType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shapes of values without keys of their own, and how they are put together. */
final class Shapes {
  private static final Pattern EXPRESSION =
      Pattern.compile("^\\s*\\$\\{[^\\n\\r\\u2028\\u2029]+\\}\\s*\\z");

  /** Anything, with expressions in it. */
  static final Shape DATA = Shapes::data;

  /** Text that is taken as it is. */
  static final Shape PLAIN = (node, path, report) -> text(node, path, report);

  /** Text that may be an expression. */
  static final Shape TEXT = Shapes::maybeExpression;

  /** An expression, with <code>${ }</code> or without. */
  static final Shape CONDITION = Shapes::condition;

  /** An expression in <code>${ }</code>. */
  static final Shape EXPRESSION_ONLY = Shapes::expression;

  static final Shape FLAG = type(ScalarType.BOOLEAN, "true or false");
  static final Shape WHOLE = (node, path, report) -> whole(node, path, report);

  /** Anything at all. */
  static final Shape ANY = (node, path, report) -> {};

  /** A map of whatever, without expressions. */
  static final Shape OBJECT = (node, path, report) -> map(node, path, report);

  /** A map of whatever, with expressions in it. */
  static final Shape ANY_MAP =
      (node, path, report) -> {
        if (map(node, path, report) != null) {
          data(node, path, report);
        }
      };

  private Shapes() {}

  static Shape list(Shape item) {
    return (node, path, report) -> {
      ListNode list = list(node, path, report);
      for (int i = 0; list != null && i < list.items().size(); i++) {
        item.check(list.items().get(i).target(), path.item(i), report);
      }
    };
  }

  /** A map whose keys somebody chose. */
  static Shape named(Shape value) {
    return (node, path, report) -> {
      MapNode map = map(node, path, report);
      if (map != null) {
        for (Entry entry : map.entries()) {
          value.check(entry.value().target(), path.key(entry.name()), report);
        }
      }
    };
  }

  /** A list of maps of one key each, which somebody chose. */
  static Shape listOfNamed(String noun, Shape value) {
    return list(
        (node, path, report) -> {
          MapNode map = map(node, path, report);
          if (map == null) {
            return;
          }
          if (map.entries().isEmpty()) {
            String sentence = "the " + noun + " has no name";
            report.add(ProblemCode.MISSING_KEY, node, path, sentence);
          }
          for (int i = 1; i < map.entries().size(); i++) {
            Entry entry = map.entries().get(i);
            report.add(
                ProblemCode.SEVERAL_KINDS,
                entry.key(),
                path.key(entry.name()),
                "one item is one "
                    + noun
                    + ", and '"
                    + entry.name()
                    + "' is another beside '"
                    + map.entries().get(0).name()
                    + "'; start a new item with '-', or indent it");
          }
          for (Entry entry : map.entries()) {
            value.check(entry.value().target(), path.key(entry.name()), report);
          }
        });
  }

  /** Text of which only some words may be. */
  static Shape oneOf(String... words) {
    List<String> known = List.of(words);
    return (node, path, report) -> {
      ScalarNode text = text(node, path, report);
      if (text != null && !known.contains(text.value())) {
        String all = "; it is one of " + String.join(", ", known);
        report.add(
            ProblemCode.INVALID_VALUE,
            node,
            path,
            "'" + path.last() + "' cannot be '" + text.value() + "'",
            Nearest.hint(text.value(), known, all));
      }
    };
  }

  /** Text of a form. */
  static Shape pattern(Pattern pattern, ProblemCode code, String expected) {
    return (node, path, report) -> {
      ScalarNode text = text(node, path, report);
      if (text != null && !pattern.matcher(text.value()).find()) {
        String sentence = "'" + text.value() + "' is no " + expected;
        report.add(code, node, path, sentence);
      }
    };
  }

  /** Either a text or a map. */
  static Shape textOr(Shape text, Shape map) {
    return (node, path, report) -> {
      if (node instanceof MapNode) {
        map.check(node, path, report);
      } else if (node instanceof ScalarNode scalar && scalar.type() == ScalarType.STRING) {
        text.check(node, path, report);
      } else {
        wrongType(node, path, report, "text or a map");
      }
    };
  }

  /** The name of something that {@code use} defines. */
  static Shape reference(Definitions.Kind kind) {
    return (node, path, report) -> {
      ScalarNode text = text(node, path, report);
      if (text == null || isExpression(text.value())) {
        return;
      }
      if (text.value().isEmpty()) {
        report.add(ProblemCode.INVALID_VALUE, node, path, "'" + path.last() + "' is empty");
        return;
      }
      if (!report.definitions().of(kind).contains(text.value())) {
        String where = "; define it under 'use." + kind.key() + "'";
        report.add(
            ProblemCode.UNDEFINED_REFERENCE,
            node,
            path,
            "there is no " + kind.noun() + " '" + text.value() + "'",
            Nearest.hint(text.value(), report.definitions().of(kind), where));
      }
    };
  }

  static boolean isExpression(String text) {
    return EXPRESSION.matcher(text).find();
  }

  static @Nullable MapNode map(Node node, Path path, Report report) {
    if (node instanceof MapNode map) {
      return map;
    }
    wrongType(node, path, report, "a map of keys to values");
    return null;
  }

  static @Nullable ListNode list(Node node, Path path, Report report) {
    if (node instanceof ListNode list) {
      return list;
    }
    wrongType(node, path, report, "a list");
    return null;
  }

  static @Nullable ScalarNode text(Node node, Path path, Report report) {
    if (node instanceof ScalarNode scalar && scalar.type() == ScalarType.STRING) {
      return scalar;
    }
    boolean value = node instanceof ScalarNode other && other.type() != ScalarType.NULL;
    wrongType(node, path, report, value ? "text; put it in quotes" : "text");
    return null;
  }

  static void wrongType(Node node, Path path, Report report, String expected) {
    String name = path.last().isEmpty() ? "the document" : "'" + path.last() + "'";
    report.add(ProblemCode.WRONG_TYPE, node, path, name + " must be " + expected);
  }

  private static Shape type(ScalarType type, String expected) {
    return (node, path, report) -> {
      if (!(node instanceof ScalarNode scalar && scalar.type() == type)) {
        wrongType(node, path, report, expected);
      }
    };
  }

  static @Nullable ScalarNode whole(Node node, Path path, Report report) {
    if (node instanceof ScalarNode scalar && scalar.isWhole()) {
      return scalar;
    }
    wrongType(node, path, report, "a whole number");
    return null;
  }

  private static void maybeExpression(Node node, Path path, Report report) {
    ScalarNode text = text(node, path, report);
    if (text != null) {
      ExpressionText.inside(text.value()).ifPresent(jq -> report.expression(jq, text, path));
    }
  }

  private static void condition(Node node, Path path, Report report) {
    ScalarNode text = text(node, path, report);
    if (text != null) {
      report.expression(ExpressionText.of(text.value()), text, path);
    }
  }

  private static void expression(Node node, Path path, Report report) {
    ScalarNode text = text(node, path, report);
    if (text == null) {
      return;
    }
    if (isExpression(text.value())) {
      condition(node, path, report);
    } else {
      String sentence = "'" + path.last() + "' must be an expression like ${ .value }";
      report.add(ProblemCode.INVALID_EXPRESSION, node, path, sentence);
    }
  }

  private static void data(Node node, Path path, Report report) {
    if (node instanceof MapNode map) {
      for (Entry entry : map.entries()) {
        data(entry.value().target(), path.key(entry.name()), report);
      }
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        data(list.items().get(i).target(), path.item(i), report);
      }
    } else if (node instanceof ScalarNode scalar && scalar.type() == ScalarType.STRING) {
      ExpressionText.inside(scalar.value()).ifPresent(jq -> report.expression(jq, scalar, path));
    }
  }
}

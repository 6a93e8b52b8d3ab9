package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.OBJECT;
import static dev.sluice.flow.validate.Shapes.PLAIN;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.util.regex.Pattern;

/** The document as a whole: what it is called, what it reuses, when it starts. */
final class WorkflowShapes {
  private static final Pattern NAME =
      Pattern.compile("^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\z");
  private static final String NUMBER = "(?:0|[1-9]\\d*)";
  private static final String LABEL = "(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "^N\\.N\\.N(?:-L(?:\\.L)*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?\\z"
              .replace("N", NUMBER)
              .replace("L", LABEL));

  private static final Shape NAMED =
      Shapes.pattern(
          NAME,
          ProblemCode.INVALID_NAME,
          "name; it has letters, digits and '-' inside, and 63 characters at most");
  private static final Shape VERSIONED =
      Shapes.pattern(VERSION, ProblemCode.INVALID_VERSION, "semantic version like 1.0.0");

  private static final Shape DOCUMENT =
      new MapShape("'document'")
          .must("dsl", WorkflowShapes::dsl)
          .must("namespace", NAMED)
          .must("name", NAMED)
          .must("version", VERSIONED)
          .may("title", PLAIN)
          .may("summary", PLAIN)
          .may("tags", OBJECT)
          .may("metadata", OBJECT);

  private static final Shape EXTENSION =
      new MapShape("an extension")
          .must(
              "extend",
              Shapes.oneOf(
                  "call",
                  "composite",
                  "emit",
                  "for",
                  "listen",
                  "raise",
                  "run",
                  "set",
                  "switch",
                  "try",
                  "wait",
                  "all"))
          .may("when", Shapes.CONDITION)
          .may("before", TaskShapes.TASKS)
          .may("after", TaskShapes.TASKS);

  private static final Shape USE =
      new MapShape("'use'")
          .may("authentications", Shapes.named(AuthenticationShapes.POLICY))
          .may("errors", Shapes.named(CommonShapes.ERROR))
          .may("extensions", Shapes.listOfNamed("extension", EXTENSION))
          .may("functions", Shapes.named(TaskShapes.TASK))
          .may("retries", Shapes.named(CommonShapes.RETRY_POLICY))
          .may("secrets", Shapes.list(PLAIN))
          .may("timeouts", Shapes.named(CommonShapes.TIMEOUT_POLICY))
          .may(
              "catalogs",
              Shapes.named(new MapShape("a catalog").must("endpoint", CommonShapes.ENDPOINT)));

  private static final Shape SCHEDULE =
      new MapShape("a schedule")
          .may("every", CommonShapes.DURATION)
          .may("cron", PLAIN)
          .may("after", CommonShapes.DURATION)
          .may("on", EventShapes.CONSUMED);

  private static final MapShape ROOT =
      new MapShape("a workflow")
          .must("document", DOCUMENT)
          .may("input", CommonShapes.INPUT)
          .may("use", USE)
          .must("do", TaskShapes.TASKS)
          .may("timeout", CommonShapes.TIMEOUT)
          .may("output", CommonShapes.OUTPUT)
          .may("schedule", SCHEDULE)
          .open();

  /** A whole document. */
  static final Shape WORKFLOW = WorkflowShapes::workflow;

  private WorkflowShapes() {}

  private static void workflow(Node node, Path path, Report report) {
    if (!(node instanceof MapNode map)) {
      String sentence = "a workflow is a map with 'document' and 'do'";
      report.add(ProblemCode.WRONG_TYPE, node, path, sentence);
      return;
    }
    ROOT.check(map, path, report);
    // The language leaves the top level open; a slip there would go unseen.
    for (Entry entry : map.entries()) {
      if (!ROOT.keys().contains(entry.name())) {
        Nearest.Hint hint = Nearest.hint(entry.name(), ROOT.keys(), "");
        if (hint.meant() != null) {
          report.add(
              ProblemCode.SUSPICIOUS_KEY,
              entry.key(),
              path.key(entry.name()),
              "'" + entry.name() + "' means nothing",
              hint);
        }
      }
    }
  }

  private static void dsl(Node node, Path path, Report report) {
    VERSIONED.check(node, path, report);
    if (node instanceof ScalarNode text
        && VERSION.matcher(text.value()).find()
        && !text.value().startsWith("1.0.")) {
      String sentence = "the language's version " + text.value() + " is not read here; 1.0.x is";
      report.add(ProblemCode.UNSUPPORTED_DSL, node, path, sentence);
    }
  }
}

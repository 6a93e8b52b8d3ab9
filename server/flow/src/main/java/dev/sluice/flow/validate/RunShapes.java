package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.ANY_MAP;
import static dev.sluice.flow.validate.Shapes.FLAG;
import static dev.sluice.flow.validate.Shapes.TEXT;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;

/** Containers, scripts, shell commands and workflows that a task runs. */
final class RunShapes {
  private static final MapShape LIFETIME_PARTS =
      new MapShape("a lifetime")
          .must("cleanup", Shapes.oneOf("always", "never", "eventually"))
          .may("after", CommonShapes.DURATION);

  private static final Shape CONTAINER =
      new MapShape("a container")
          .must("image", TEXT)
          .may("name", TEXT)
          .may("command", TEXT)
          .may("ports", ANY_MAP)
          .may("volumes", ANY_MAP)
          .may("environment", ANY_MAP)
          .may("stdin", TEXT)
          .may("arguments", Shapes.list(TEXT))
          .may("lifetime", RunShapes::lifetime)
          .may("pullPolicy", Shapes.oneOf("ifNotPresent", "always", "never"));

  private static final Shape SCRIPT =
      new MapShape("a script")
          .must("language", TEXT)
          .may("stdin", TEXT)
          .may("arguments", Shapes.list(TEXT))
          .may("environment", ANY_MAP)
          .may("code", Shapes.PLAIN)
          .may("source", CommonShapes.RESOURCE)
          .oneOf("code", "source");

  private static final Shape SHELL =
      new MapShape("a shell command")
          .must("command", TEXT)
          .may("stdin", TEXT)
          .may("arguments", Shapes.list(TEXT))
          .may("environment", ANY_MAP);

  private static final Shape WORKFLOW =
      new MapShape("a workflow to run")
          .must("namespace", TEXT)
          .must("name", TEXT)
          .must("version", TEXT)
          .may("input", ANY_MAP);

  /** The value of {@code run}. */
  static final Shape RUN =
      new MapShape("a run")
          .may("await", FLAG)
          .may("return", Shapes.oneOf("stdout", "stderr", "code", "all", "none"))
          .may("container", CONTAINER)
          .may("script", SCRIPT)
          .may("shell", SHELL)
          .may("workflow", WORKFLOW)
          .oneOf("container", "script", "shell", "workflow");

  private RunShapes() {}

  private static void lifetime(Node node, Path path, Report report) {
    LIFETIME_PARTS.check(node, path, report);
    if (!(node instanceof MapNode map) || map.entry("cleanup") == null) {
      return;
    }
    boolean eventually = "eventually".equals(map.text("cleanup"));
    boolean after = map.entry("after") != null;
    if (eventually && !after) {
      String sentence = "a lifetime that ends eventually needs 'after'";
      report.add(ProblemCode.MISSING_KEY, node, path, sentence);
    } else if (!eventually && after) {
      String sentence = "'after' goes with 'cleanup: eventually' only";
      report.add(ProblemCode.EXCLUSIVE_KEYS, node, path.key("after"), sentence);
    }
  }
}

package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.CONDITION;
import static dev.sluice.flow.validate.Shapes.PLAIN;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.task.TaskKind;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import dev.sluice.flow.text.ScalarNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Tasks of every kind. */
final class TaskShapes {
  /** One task. */
  static final Shape TASK = TaskShapes::task;

  /** A list of tasks with their names. */
  static final Shape TASKS = Shapes.listOfNamed("task", TASK);

  private static final MapShape COMMON =
      new MapShape("a task")
          .may("if", CONDITION)
          .may("input", CommonShapes.INPUT)
          .may("output", CommonShapes.OUTPUT)
          .may("export", CommonShapes.EXPORT)
          .may("timeout", CommonShapes.TIMEOUT)
          .may("then", PLAIN)
          .may("metadata", Shapes.OBJECT);

  private static final Shape CASE =
      new MapShape("a case").may("when", CONDITION).must("then", PLAIN);

  private static final Shape CASES = Shapes.listOfNamed("case", CASE);

  private static final Map<TaskKind, MapShape> KINDS = kinds();

  private TaskShapes() {}

  private static Map<TaskKind, MapShape> kinds() {
    Map<TaskKind, MapShape> kinds = new EnumMap<>(TaskKind.class);
    for (TaskKind kind : TaskKind.values()) {
      kinds.put(kind, shape(kind));
    }
    return kinds;
  }

  private static MapShape shape(TaskKind kind) {
    MapShape own = new MapShape("a task '" + kind.key() + "'");
    switch (kind) {
      case CALL -> own.must("call", PLAIN).may("with", Shapes.ANY_MAP);
      case DO -> own.must("do", TASKS);
      case EMIT ->
          own.must(
              "emit",
              new MapShape("an emit")
                  .must(
                      "event",
                      new MapShape("an event to emit").may("with", EventShapes.EMITTED).open()));
      case FOR ->
          own.must(
                  "for",
                  new MapShape("a loop").may("each", PLAIN).must("in", CONDITION).may("at", PLAIN))
              .may("while", CONDITION)
              .must("do", TASKS);
      case FORK ->
          own.must(
              "fork", new MapShape("a fork").must("branches", TASKS).may("compete", Shapes.FLAG));
      case LISTEN ->
          own.must(
                  "listen",
                  new MapShape("a listen")
                      .must("to", EventShapes.CONSUMED)
                      .may("read", Shapes.oneOf("data", "envelope", "raw")))
              .may("foreach", EventShapes.ITERATOR);
      case RAISE ->
          own.must(
              "raise",
              new MapShape("a raise")
                  .must(
                      "error",
                      Shapes.textOr(Shapes.reference(Definitions.Kind.ERROR), CommonShapes.ERROR)));
      case RUN -> own.must("run", RunShapes.RUN);
      case SET ->
          own.must("set", Shapes.textOr(Shapes.TEXT, new MapShape("a set").open().notEmpty()));
      case SWITCH -> own.must("switch", TaskShapes::cases);
      case TRY -> own.must("try", TASKS).must("catch", caught());
      case WAIT -> own.must("wait", CommonShapes.DURATION);
    }
    return own.with(COMMON);
  }

  private static MapShape caught() {
    return new MapShape("a catch")
        .may(
            "errors",
            new MapShape("a choice of errors").may("with", CommonShapes.ERROR_FILTER).open())
        .may("as", PLAIN)
        .may("when", CONDITION)
        .may("exceptWhen", CONDITION)
        .may("retry", CommonShapes.RETRY)
        .may("do", TASKS);
  }

  private static void cases(Node node, Path path, Report report) {
    CASES.check(node, path, report);
    if (node instanceof ListNode list && list.items().isEmpty()) {
      report.add(ProblemCode.MISSING_KEY, node, path, "a switch needs a case");
    }
  }

  private static void task(Node node, Path path, Report report) {
    if (!(node instanceof MapNode map)) {
      String sentence = "the task '" + path.last() + "' must be a map with one of " + kindNames();
      boolean empty = node instanceof ScalarNode scalar && scalar.value().isEmpty();
      String hint = empty ? "; indent what belongs to it deeper than its name" : "";
      report.add(ProblemCode.WRONG_TYPE, node, path, sentence + hint);
      return;
    }
    List<TaskKind> found = TaskKind.among(map.entries().stream().map(Entry::name).toList());
    if (found.isEmpty()) {
      noKind(map, path, report);
      return;
    }
    if (found.size() > 1) {
      severalKinds(found, map, path, report);
      return;
    }
    MapShape shape = shapeOf(found.get(0), map);
    shape.check(map, path, report);
    if (found.get(0) == TaskKind.CALL
        && map.get("call") instanceof ScalarNode called
        && !CallShapes.PROTOCOLS.containsKey(called.value())) {
      CallShapes.function(called, map, path, report);
    }
  }

  private static MapShape shapeOf(TaskKind kind, MapNode map) {
    MapShape shape = KINDS.getOrDefault(kind, COMMON);
    String called = kind == TaskKind.CALL ? map.text("call") : null;
    MapShape protocol = called == null ? null : CallShapes.PROTOCOLS.get(called);
    return protocol == null
        ? shape
        : new MapShape("a call of " + called).with(shape).must("with", protocol);
  }

  private static void noKind(MapNode map, Path path, Report report) {
    List<Entry> unknown = new ArrayList<>();
    for (Entry entry : map.entries()) {
      Shape shape = COMMON.keys().contains(entry.name()) ? COMMON : null;
      if (shape == null) {
        unknown.add(entry);
      }
    }
    if (unknown.isEmpty()) {
      String sentence =
          "the task '" + path.last() + "' does nothing; it needs one of " + kindNames();
      report.add(ProblemCode.MISSING_KIND, map, path, sentence);
      return;
    }
    for (Entry entry : unknown) {
      String sentence = "'" + entry.name() + "' is no kind of task";
      report.add(
          ProblemCode.UNKNOWN_KIND,
          entry.key(),
          path.key(entry.name()),
          sentence,
          Nearest.hint(entry.name(), kindList(), "; kinds are " + kindNames()));
    }
  }

  private static void severalKinds(List<TaskKind> found, MapNode map, Path path, Report report) {
    String first = found.get(0).key();
    for (TaskKind kind : found.subList(1, found.size())) {
      Entry entry = map.entry(kind.key());
      Node at = entry == null ? map : entry.key();
      report.add(
          ProblemCode.SEVERAL_KINDS,
          at,
          path.key(kind.key()),
          "a task does one thing, and '"
              + kind.key()
              + "' is another beside '"
              + first
              + "'; make it a task of its own");
    }
  }

  private static List<String> kindList() {
    List<String> names = new ArrayList<>();
    for (TaskKind kind : TaskKind.values()) {
      names.add(kind.key());
    }
    return names;
  }

  private static String kindNames() {
    return String.join(", ", kindList());
  }
}

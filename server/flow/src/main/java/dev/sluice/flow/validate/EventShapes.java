package dev.sluice.flow.validate;

import static dev.sluice.flow.validate.Shapes.CONDITION;
import static dev.sluice.flow.validate.Shapes.DATA;
import static dev.sluice.flow.validate.Shapes.PLAIN;
import static dev.sluice.flow.validate.Shapes.TEXT;

import dev.sluice.flow.task.Path;
import dev.sluice.flow.text.Entry;
import dev.sluice.flow.text.ListNode;
import dev.sluice.flow.text.MapNode;
import dev.sluice.flow.text.Node;
import dev.sluice.flow.text.ProblemCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events that are emitted and waited for. */
final class EventShapes {
  /** Attributes of an event that is made. */
  static final Shape EMITTED = attributes().must("source", sourceShape()).must("type", TEXT);

  private static final Shape FILTER =
      new MapShape("a filter of events")
          .must("with", attributes().notEmpty())
          .may(
              "correlate",
              Shapes.named(
                  new MapShape("a correlation key")
                      .must("from", CONDITION)
                      .may("expect", TEXT)
                      .open()));

  private static final MapShape STRATEGY =
      new MapShape("a choice of events")
          .may("all", Shapes.list(FILTER))
          .may("any", Shapes.list(FILTER))
          .may("one", FILTER)
          .oneOf("all", "any", "one");

  private static final Shape UNTIL =
      (node, path, report) -> {
        if (node instanceof MapNode) {
          STRATEGY.check(node, path, report);
        } else {
          CONDITION.check(node, path, report);
        }
      };

  private static final MapShape STRATEGY_UNTIL =
      new MapShape("a choice of events")
          .with(STRATEGY)
          .may("until", UNTIL)
          .oneOf("all", "any", "one");

  /** Which events are waited for. */
  static final Shape CONSUMED = EventShapes::consumed;

  /** What is done with each event or message. */
  static final Shape ITERATOR =
      new MapShape("a foreach")
          .may("item", PLAIN)
          .may("at", PLAIN)
          .may("do", EventShapes::tasks)
          .may("output", CommonShapes.OUTPUT)
          .may("export", CommonShapes.EXPORT);

  private EventShapes() {}

  /** Asked for late: the shapes of tasks are made of those here. */
  private static void tasks(Node node, Path path, Report report) {
    TaskShapes.TASKS.check(node, path, report);
  }

  private static Shape sourceShape() {
    return CommonShapes.URI_OR_EXPRESSION;
  }

  private static MapShape attributes() {
    return new MapShape("an event")
        .may("id", TEXT)
        .may("source", sourceShape())
        .may("type", TEXT)
        .may("time", CommonShapes.TIME)
        .may("subject", TEXT)
        .may("datacontenttype", TEXT)
        .may("dataschema", CommonShapes.URI_OR_EXPRESSION)
        .may("data", DATA)
        .open();
  }

  private static void consumed(Node node, Path path, Report report) {
    boolean any = node instanceof MapNode map && map.entry("any") != null;
    (any ? STRATEGY_UNTIL : STRATEGY).check(node, path, report);
    ListNode all = node instanceof MapNode map ? map.list("all") : null;
    correlated(all, path.key("all"), report);
  }

  /** Events that belong together have the same keys: one without a key would match them all. */
  private static void correlated(@Nullable ListNode filters, Path path, Report report) {
    Map<String, Node> keys = new LinkedHashMap<>();
    for (int i = 0; filters != null && i < filters.items().size(); i++) {
      MapNode correlate = correlate(filters.items().get(i));
      if (correlate != null) {
        for (Entry entry : correlate.entries()) {
          keys.putIfAbsent(entry.name(), entry.key());
        }
      }
    }
    for (int i = 0; !keys.isEmpty() && filters != null && i < filters.items().size(); i++) {
      Node filter = filters.items().get(i).target();
      MapNode correlate = correlate(filter);
      for (Map.Entry<String, Node> key : keys.entrySet()) {
        if (correlate == null || correlate.entry(key.getKey()) == null) {
          report.add(
              ProblemCode.MISSING_CORRELATION,
              filter,
              path.item(i),
              "the event has no correlation key '"
                  + key.getKey()
                  + "', which others that it is waited for with have (line "
                  + report.line(key.getValue())
                  + ")");
        }
      }
    }
  }

  private static @Nullable MapNode correlate(Node filter) {
    return filter.target() instanceof MapNode map ? map.map("correlate") : null;
  }
}

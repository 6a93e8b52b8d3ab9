package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loops, listeners and handlers that a task is in, and the variables that they define for it.
 * Immutable; thread-safe.
 */
public final class Enclosing {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int FAILED = 500;

  private final List<Work> around;

  private Enclosing(List<Work> around) {
    this.around = around;
  }

  /** What a task is in. */
  public static Enclosing of(Program program, int task) {
    List<Work> around = new ArrayList<>();
    int at = task;
    while (at >= 0) {
      at = around(program, at, around);
    }
    Collections.reverse(around);
    return new Enclosing(List.copyOf(around));
  }

  /** Adds what defines variables for a task, and gives the task that it is in; -1 for none. */
  private static int around(Program program, int task, List<Work> found) {
    for (int scope = 0; scope < program.scopes().size(); scope++) {
      if (program.scopes().get(scope).tasks().contains(task)) {
        for (int owner = 0; owner < program.tasks().size(); owner++) {
          Work work = program.tasks().get(owner).work();
          if (has(work, scope)) {
            boolean tried = work instanceof Work.Try attempt && attempt.handler() != scope;
            if (!tried) {
              found.add(work);
            }
            return owner;
          }
        }
      }
    }
    return -1;
  }

  private static boolean has(Work work, int scope) {
    if (work instanceof Work.Do list) {
      return list.scope() == scope;
    }
    if (work instanceof Work.For loop) {
      return loop.scope() == scope;
    }
    if (work instanceof Work.Fork fork) {
      return fork.branches().contains(scope);
    }
    if (work instanceof Work.Try attempt) {
      return attempt.scope() == scope || attempt.handler() == scope;
    }
    // A task that the document defines is called from anywhere.
    return work instanceof Work.Listen listen
        && listen.each() != null
        && listen.each().scope() == scope;
  }

  /** The names of the variables, those of outer ones first. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Work work : around) {
      if (work instanceof Work.For loop) {
        names.add(loop.each());
        names.add(loop.at());
      } else if (work instanceof Work.Listen listen && listen.each() != null) {
        names.add(listen.each().item());
        names.add(listen.each().at());
      } else if (work instanceof Work.Try attempt) {
        names.add(attempt.rule().as());
      }
    }
    return names;
  }

  /**
   * Values for all variables that can have some: those that are given, and else what the first
   * round of a loop has, and an error that its handler catches.
   *
   * @param input which loops take their items of
   */
  public Map<String, JsonNode> sample(
      Map<String, JsonNode> given, JsonNode input, JsonNode context, Instant now) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (Work work : around) {
      if (work instanceof Work.For loop) {
        JsonNode first = given.get(loop.each());
        put(values, loop.each(), first == null ? first(loop, values, input, context, now) : first);
        put(values, loop.at(), given.getOrDefault(loop.at(), JSON.numberNode(0)));
      } else if (work instanceof Work.Listen listen && listen.each() != null) {
        put(values, listen.each().item(), given.get(listen.each().item()));
        put(values, listen.each().at(), given.getOrDefault(listen.each().at(), JSON.numberNode(0)));
      } else if (work instanceof Work.Try attempt) {
        String name = attempt.rule().as();
        put(values, name, given.getOrDefault(name, error(attempt.rule())));
      }
    }
    return values;
  }

  private static void put(Map<String, JsonNode> values, String name, @Nullable JsonNode value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** The first item of a loop; null where the input has none for it. */
  private static @Nullable JsonNode first(
      Work.For loop, Map<String, JsonNode> values, JsonNode input, JsonNode context, Instant now) {
    Data.Names names =
        name ->
            switch (name) {
              case "context" -> context;
              case "input" -> input;
              default -> values.get(name);
            };
    try {
      return new Data(input, names, now).evaluate(loop.in()).get(0);
    } catch (RaisedException e) {
      return null;
    }
  }

  private static JsonNode error(Work.Catch rule) {
    ObjectNode error = WorkflowError.runtime(FAILED, "made up for a test").json();
    return rule.filter() instanceof ObjectNode filter ? error.setAll(filter) : error;
  }
}

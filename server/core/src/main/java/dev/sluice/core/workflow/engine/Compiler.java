package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Program.Code;
import dev.sluice.core.workflow.engine.Program.Scope;
import dev.sluice.core.workflow.engine.Program.Shape;
import dev.sluice.flow.jq.ExpressionText;
import dev.sluice.flow.jq.JqExpression;
import dev.sluice.flow.task.TaskKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles a document. Recursion goes as deep as tasks are nested. Not thread-safe. */
final class Compiler {
  private final JsonNode definition;
  private final JsonNode use;
  private final List<@Nullable Code> tasks = new ArrayList<>();
  private final List<Scope> scopes = new ArrayList<>();
  private final Map<String, Integer> functions = new HashMap<>();

  Compiler(JsonNode definition) {
    this.definition = definition;
    this.use = definition.path("use");
  }

  Program program() throws InvalidDefinitionException {
    if (!definition.path("do").isArray() || definition.path("do").isEmpty()) {
      throw new InvalidDefinitionException("/do", "a workflow needs tasks");
    }
    if (use.path("extensions").size() > 0) {
      throw new InvalidDefinitionException("/use/extensions", "extensions are not run here");
    }
    Secrets.check(definition);
    int root = scope(definition.path("do"), "/do");
    if (root != 0) {
      throw new IllegalStateException("the outermost scope comes first");
    }
    return new Program(
        definition,
        tasks.stream().map(Objects::requireNonNull).toList(),
        scopes,
        shape(definition.path("input"), "from", "/input"),
        shape(definition.path("output"), "as", "/output"),
        timeout(definition.path("timeout"), "/timeout"));
  }

  /** Compiles a list of tasks; gives its number. */
  int scope(JsonNode list, String pointer) throws InvalidDefinitionException {
    int number = scopes.size();
    scopes.add(new Scope(List.of()));
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      places.putIfAbsent(list.get(i).fieldNames().next(), i);
    }
    List<Integer> members = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Map.Entry<String, JsonNode> task = list.get(i).properties().iterator().next();
      String place = pointer + "/" + i + "/" + task.getKey();
      members.add(task(task.getKey(), task.getValue(), place, i, places));
    }
    scopes.set(number, new Scope(List.copyOf(members)));
    return number;
  }

  /** Compiles a branch: a scope of one task. */
  int branch(JsonNode branch, String pointer, int place) throws InvalidDefinitionException {
    int number = scopes.size();
    scopes.add(new Scope(List.of()));
    Map.Entry<String, JsonNode> task = branch.properties().iterator().next();
    String at = pointer + "/" + place + "/" + task.getKey();
    scopes.set(number, new Scope(List.of(task(task.getKey(), task.getValue(), at, 0, Map.of()))));
    return number;
  }

  private int task(
      String name, JsonNode task, String pointer, int place, Map<String, Integer> places)
      throws InvalidDefinitionException {
    int number = tasks.size();
    tasks.add(null);
    List<String> keys = new ArrayList<>();
    task.fieldNames().forEachRemaining(keys::add);
    List<TaskKind> kinds = TaskKind.among(keys);
    if (kinds.size() != 1) {
      throw new InvalidDefinitionException(pointer, "a task does one thing");
    }
    Targets targets = new Targets(place, places);
    Work work = new TaskCompiler(this, task, pointer).work(kinds.get(0), targets);
    tasks.set(
        number,
        new Code(
            name,
            pointer,
            task,
            task.hasNonNull("if") ? condition(task.get("if"), pointer + "/if") : null,
            shape(task.path("input"), "from", pointer + "/input"),
            shape(task.path("output"), "as", pointer + "/output"),
            shape(task.path("export"), "as", pointer + "/export"),
            timeout(task.path("timeout"), pointer + "/timeout"),
            targets.next(task.path("then"), pointer + "/then"),
            work));
    return number;
  }

  /** Where tasks of a scope may go. */
  record Targets(int place, Map<String, Integer> places) {
    int next(JsonNode then, String pointer) throws InvalidDefinitionException {
      String target = then.asText("continue");
      Integer named = places.get(target);
      return switch (target) {
        case "continue" -> place + 1;
        case "exit" -> Program.EXIT;
        case "end" -> Program.END;
        default -> {
          if (named == null) {
            throw new InvalidDefinitionException(pointer, "there is no task " + target);
          }
          yield named;
        }
      };
    }
  }

  static JqExpression condition(JsonNode text, String pointer) throws InvalidDefinitionException {
    String expression = text.isTextual() ? ExpressionText.of(text.textValue()) : text.toString();
    return Template.compile(expression, pointer);
  }

  static @Nullable JqExpression optional(JsonNode text, String pointer)
      throws InvalidDefinitionException {
    return text.isMissingNode() || text.isNull() ? null : condition(text, pointer);
  }

  private static Shape shape(JsonNode shape, String key, String pointer)
      throws InvalidDefinitionException {
    if (!shape.isObject()) {
      return Shape.NONE;
    }
    JsonNode schema = shape.path("schema");
    if (schema.isObject() && !schema.has("document")) {
      throw new InvalidDefinitionException(
          pointer + "/schema", "schemas are written out as 'document'; others are not fetched");
    }
    String format = schema.path("format").asText("json");
    if (!format.startsWith("json")) {
      throw new InvalidDefinitionException(pointer + "/schema", "schemas are JSON schemas");
    }
    return new Shape(
        schema.isObject() ? new Schema(schema.get("document")) : null,
        shape.hasNonNull(key) ? Template.expression(shape.get(key), pointer + "/" + key) : null);
  }

  @Nullable Delay timeout(JsonNode timeout, String pointer) throws InvalidDefinitionException {
    JsonNode found = timeout.isTextual() ? defined("timeouts", timeout, pointer) : timeout;
    return found.isObject() ? Delay.of(found.path("after"), pointer + "/after") : null;
  }

  /** What {@code use} defines by a name. */
  JsonNode defined(String group, JsonNode name, String pointer) throws InvalidDefinitionException {
    JsonNode found = use.path(group).path(name.asText());
    if (found.isMissingNode()) {
      throw new InvalidDefinitionException(pointer, "use/" + group + " has no " + name.asText());
    }
    return found;
  }

  boolean hasFunction(String name) {
    return use.path("functions").has(name);
  }

  /** The scope of a task that {@code use} defines; a task that calls itself is its own scope. */
  int function(String name) throws InvalidDefinitionException {
    Integer known = functions.get(name);
    if (known != null) {
      return known;
    }
    int number = scopes.size();
    scopes.add(new Scope(List.of()));
    functions.put(name, number);
    String pointer = "/use/functions/" + name;
    JsonNode task = use.path("functions").path(name);
    scopes.set(number, new Scope(List.of(task(name, task, pointer, 0, Map.of()))));
    return number;
  }
}

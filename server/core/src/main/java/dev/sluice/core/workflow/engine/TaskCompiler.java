package dev.sluice.core.workflow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workflow.engine.Compiler.Targets;
import dev.sluice.flow.task.TaskKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles what one task does. Not thread-safe. */
final class TaskCompiler {
  private final Compiler compiler;
  private final JsonNode task;
  private final String pointer;

  TaskCompiler(Compiler compiler, JsonNode task, String pointer) {
    this.compiler = compiler;
    this.task = task;
    this.pointer = pointer;
  }

  Work work(TaskKind kind, Targets targets) throws InvalidDefinitionException {
    String place = pointer + "/" + kind.key();
    JsonNode own = task.path(kind.key());
    return switch (kind) {
      case SET -> new Work.Set(Template.of(own, place));
      case SWITCH -> new Work.Switch(cases(own, place, targets));
      case DO -> new Work.Do(compiler.scope(own, place));
      case FOR ->
          new Work.For(
              own.path("each").asText("item"),
              own.path("at").asText("index"),
              Compiler.condition(own.path("in"), place + "/in"),
              Compiler.optional(task.path("while"), pointer + "/while"),
              compiler.scope(task.path("do"), pointer + "/do"));
      case FORK -> fork(own, place);
      case TRY -> attempt(own, place);
      case RAISE -> new Work.Raise(error(own.path("error"), place + "/error"));
      case WAIT -> new Work.Wait(Delay.of(own, place));
      case LISTEN -> listen(own, place);
      case EMIT ->
          new Work.Emit(Template.of(own.path("event").path("with"), place + "/event/with"));
      case CALL -> call(own.asText(), task.path("with"));
      case RUN -> run(own, place);
    };
  }

  private static List<Work.Case> cases(JsonNode list, String place, Targets targets)
      throws InvalidDefinitionException {
    List<Work.Case> cases = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      for (Map.Entry<String, JsonNode> one : list.get(i).properties()) {
        String at = place + "/" + i + "/" + one.getKey();
        cases.add(
            new Work.Case(
                one.getKey(),
                Compiler.optional(one.getValue().path("when"), at + "/when"),
                targets.next(one.getValue().path("then"), at + "/then")));
      }
    }
    return List.copyOf(cases);
  }

  private Work fork(JsonNode fork, String place) throws InvalidDefinitionException {
    List<Integer> branches = new ArrayList<>();
    JsonNode list = fork.path("branches");
    for (int i = 0; i < list.size(); i++) {
      branches.add(compiler.branch(list.get(i), place + "/branches", i));
    }
    return new Work.Fork(List.copyOf(branches), fork.path("compete").asBoolean(false));
  }

  private Work attempt(JsonNode tasks, String place) throws InvalidDefinitionException {
    String at = pointer + "/catch";
    JsonNode rule = task.path("catch");
    JsonNode retry = rule.path("retry");
    JsonNode policy = retry.isTextual() ? compiler.defined("retries", retry, at + "/retry") : retry;
    JsonNode filter = rule.path("errors").path("with");
    return new Work.Try(
        compiler.scope(tasks, place),
        new Work.Catch(
            filter.isObject() ? filter : null,
            rule.path("as").asText("error"),
            Compiler.optional(rule.path("when"), at + "/when"),
            Compiler.optional(rule.path("exceptWhen"), at + "/exceptWhen"),
            policy.isObject() ? retry(policy, at + "/retry") : null),
        rule.has("do") ? compiler.scope(rule.path("do"), at + "/do") : -1);
  }

  private static Retry retry(JsonNode policy, String place) throws InvalidDefinitionException {
    String backoff = "constant";
    Template step = null;
    for (String name : List.of("linear", "exponential")) {
      JsonNode found = policy.path("backoff").path(name);
      if (found.isObject()) {
        backoff = name;
        JsonNode by = found.path(name.equals("linear") ? "increment" : "factor");
        step = by.isMissingNode() ? null : Template.of(by, place + "/backoff/" + name);
      }
    }
    JsonNode limit = policy.path("limit");
    return new Retry(
        Compiler.optional(policy.path("when"), place + "/when"),
        Compiler.optional(policy.path("exceptWhen"), place + "/exceptWhen"),
        delay(policy.path("delay"), place + "/delay"),
        backoff,
        step,
        delay(policy.path("jitter").path("from"), place + "/jitter/from"),
        delay(policy.path("jitter").path("to"), place + "/jitter/to"),
        limit.path("attempt").path("count").asInt(-1),
        delay(limit.path("attempt").path("duration"), place + "/limit/attempt/duration"),
        delay(limit.path("duration"), place + "/limit/duration"));
  }

  private static @Nullable Delay delay(JsonNode value, String place)
      throws InvalidDefinitionException {
    return value.isMissingNode() || value.isNull() ? null : Delay.of(value, place);
  }

  private Template error(JsonNode error, String place) throws InvalidDefinitionException {
    JsonNode found = error.isTextual() ? compiler.defined("errors", error, place) : error;
    return Template.of(found, place);
  }

  private Work listen(JsonNode listen, String place) throws InvalidDefinitionException {
    JsonNode each = task.path("foreach");
    String at = pointer + "/foreach";
    JsonNode output = each.path("output").path("as");
    Work.Read read =
        switch (listen.path("read").asText("data")) {
          case "envelope" -> Work.Read.ENVELOPE;
          case "raw" -> Work.Read.RAW;
          default -> Work.Read.DATA;
        };
    return new Work.Listen(
        Subscriptions.of(listen.path("to"), place + "/to"),
        read,
        each.isObject()
            ? new Work.Each(
                each.path("item").asText("item"),
                each.path("at").asText("index"),
                each.has("do") ? compiler.scope(each.path("do"), at + "/do") : -1,
                output.isMissingNode() ? null : Template.expression(output, at + "/output/as"))
            : null);
  }

  private Work call(String name, JsonNode with) throws InvalidDefinitionException {
    String place = pointer + "/with";
    switch (name) {
      case "http" -> {
        JsonNode endpoint = with.path("endpoint");
        return outside("http", endpoint.path("authentication"), with, place);
      }
      case "openapi" -> {
        return outside("openapi", with.path("authentication"), with, place);
      }
      case "grpc", "asyncapi", "a2a", "mcp" ->
          throw new InvalidDefinitionException(
              pointer + "/call",
              "calls of " + name + " are not made here; call a function that does");
      default -> {
        if (compiler.hasFunction(name)) {
          return new Work.Use(
              compiler.function(name), with.isMissingNode() ? null : Template.of(with, place));
        }
        int catalog = name.indexOf('@');
        if (catalog >= 0 || name.contains("://")) {
          throw new InvalidDefinitionException(
              pointer + "/call", "functions of catalogs are not fetched here");
        }
        JsonNode arguments = with.isMissingNode() ? NullNode.instance : with;
        return Work.Call.of("function", name, Template.of(arguments, place), null, true);
      }
    }
  }

  private Work outside(String kind, JsonNode authentication, JsonNode with, String place)
      throws InvalidDefinitionException {
    ObjectNode open = with.deepCopy();
    open.remove("authentication");
    if (open.path("endpoint") instanceof ObjectNode endpoint) {
      endpoint.remove("authentication");
    }
    JsonNode policy = authentication;
    if (policy.isTextual()) {
      policy = compiler.defined("authentications", policy, place);
    } else if (policy.path("use").isTextual()) {
      policy = compiler.defined("authentications", policy.path("use"), place);
    }
    return Work.Call.of(
        kind,
        "",
        Template.of(open, place),
        policy.isObject() ? Template.of(policy, place + "/authentication") : null,
        true);
  }

  private Work run(JsonNode run, String place) throws InvalidDefinitionException {
    for (String kind : List.of(ProcessCall.SCRIPT, ProcessCall.SHELL)) {
      if (run.path(kind).isObject()) {
        return ProcessCall.compile(kind, run, place);
      }
    }
    JsonNode workflow = run.path("workflow");
    if (!workflow.isObject()) {
      throw new InvalidDefinitionException(
          place, "containers are not run here; run a script, or deploy a function and call it");
    }
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    arguments.put("version", workflow.path("version").asText("latest"));
    JsonNode input = workflow.path("input");
    if (!input.isMissingNode()) {
      arguments.set("input", input);
    }
    if (workflow.has("key")) {
      // What schedules add: documents are not valid with it.
      arguments.set("key", workflow.get("key"));
    }
    return Work.Call.of(
        "workflow",
        workflow.path("name").asText(),
        Template.of(arguments, place + "/workflow"),
        null,
        run.path("await").asBoolean(true));
  }

  /** Compiles which events are waited for. */
  static final class Subscriptions {
    private Subscriptions() {}

    static Subscription of(JsonNode to, String place) throws InvalidDefinitionException {
      JsonNode until = to.path("until");
      boolean forever = until.isBoolean() && !until.booleanValue();
      return new Subscription(
          to.has("one")
              ? Subscription.Mode.ONE
              : to.has("all") ? Subscription.Mode.ALL : Subscription.Mode.ANY,
          filters(to, place),
          until.isTextual() ? Compiler.condition(until, place + "/until") : null,
          until.isObject() ? of(until, place + "/until") : null,
          forever);
    }

    private static List<Subscription.Filter> filters(JsonNode to, String place)
        throws InvalidDefinitionException {
      if (to.has("one")) {
        return List.of(filter(to.get("one"), place + "/one"));
      }
      String key = to.has("all") ? "all" : "any";
      List<Subscription.Filter> filters = new ArrayList<>();
      for (int i = 0; i < to.path(key).size(); i++) {
        filters.add(filter(to.path(key).get(i), place + "/" + key + "/" + i));
      }
      if (filters.isEmpty()) {
        filters.add(new Subscription.Filter(Map.of(), Map.of()));
      }
      return List.copyOf(filters);
    }

    private static Subscription.Filter filter(JsonNode filter, String place)
        throws InvalidDefinitionException {
      Map<String, Template> with = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : filter.path("with").properties()) {
        with.put(one.getKey(), Template.of(one.getValue(), place + "/with/" + one.getKey()));
      }
      Map<String, Subscription.Key> keys = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> one : filter.path("correlate").properties()) {
        String at = place + "/correlate/" + one.getKey();
        JsonNode expect = one.getValue().path("expect");
        keys.put(
            one.getKey(),
            new Subscription.Key(
                Compiler.condition(one.getValue().path("from"), at + "/from"),
                expect.isMissingNode() ? null : Template.of(expect, at + "/expect")));
      }
      return new Subscription.Filter(with, keys);
    }
  }
}

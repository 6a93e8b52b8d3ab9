package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the grammar of jq 1.7, and finds what each name means. Not thread-safe. */
final class Parser {
  /** The reader goes deeper with each bracket, and so does the evaluation. */
  private static final int MOST_LEVELS = 200;

  private static final List<Map<String, Boolean>> LEVELS =
      List.of(
          Map.of("//", true),
          Map.of(
              "=", false, "|=", false, "+=", false, "-=", false, "*=", false, "/=", false, "%=",
              false, "//=", false),
          Map.of("or", true),
          Map.of("and", true),
          Map.of("==", false, "!=", false, "<", false, "<=", false, ">", false, ">=", false),
          Map.of("+", true, "-", true),
          Map.of("*", true, "/", true, "%", true));

  private final Source source;
  private final Strings strings;
  private final Functions functions;
  private final Set<String> globals = new HashSet<>();
  private int depth;

  Parser(String text, Functions functions) {
    this.source = new Source(text);
    this.functions = functions;
    this.strings = new Strings(source, this);
  }

  /** Names of variables that come from outside. */
  Set<String> globals() {
    return Set.copyOf(globals);
  }

  Term expression() {
    Term read = pipe(Names.NONE, true);
    if (!source.peek().isEmpty()) {
      throw source.unexpected("the expression ends before it");
    }
    return read;
  }

  /** Definitions alone, as libraries have them. */
  void definitions() {
    while (source.peek().equals("def")) {
      Definition read = definition(Names.NONE);
      functions.define(read.name, read.arity, read.meaning);
    }
    if (!source.peek().isEmpty()) {
      throw source.unexpected("definitions end before it");
    }
  }

  Term pipe(Names names, boolean commas) {
    if (++depth > MOST_LEVELS) {
      throw source.error("it is nested too deeply");
    }
    List<Term> stages = new ArrayList<>();
    do {
      if (source.peek().equals("def")) {
        Definition read = definition(names);
        stages.add(pipe(names.function(read.name, read.arity, read.meaning), commas));
        break;
      }
      stages.add(commas ? comma(names) : binary(names, 0));
    } while (source.take("|"));
    depth--;
    Term result = stages.get(stages.size() - 1);
    for (int i = stages.size() - 2; i >= 0; i--) {
      result = new Control.Pipe(stages.get(i), result);
    }
    return result;
  }

  private Term comma(Names names) {
    Term left = binary(names, 0);
    while (source.take(",")) {
      left = new Control.Comma(left, binary(names, 0));
    }
    return left;
  }

  private Term binary(Names names, int level) {
    if (level == LEVELS.size()) {
      return new Terms(this, source, names).postfix(true);
    }
    Term left = binary(names, level + 1);
    for (String sign = source.peek(); LEVELS.get(level).containsKey(sign); sign = source.peek()) {
      source.take(sign);
      if (sign.equals("//")) {
        return new Operators.Alternative(left, nested(names, level));
      }
      left = operator(sign, left, binary(names, level + 1));
      if (LEVELS.get(level).containsValue(false) && LEVELS.get(level).containsKey(source.peek())) {
        throw source.unexpected("'" + sign + "' stands between two values only");
      }
    }
    return left;
  }

  private Term nested(Names names, int level) {
    if (++depth > MOST_LEVELS) {
      throw source.error("it is nested too deeply");
    }
    Term read = binary(names, level);
    depth--;
    return read;
  }

  private static Term operator(String sign, Term left, Term right) {
    return switch (sign) {
      case "or" -> new Operators.Logic(true, left, right);
      case "and" -> new Operators.Logic(false, left, right);
      case "=" -> new Assign.Set(left, right);
      case "|=" -> new Assign.Update(left, right);
      case "//=" -> new Assign.Operate(null, left, right);
      case "+=", "-=", "*=", "/=", "%=" ->
          new Assign.Operate(Operators.named(sign.substring(0, 1)), left, right);
      default -> new Operators.Binary(Operators.named(sign), left, right);
    };
  }

  private Definition definition(Names names) {
    source.expect("def");
    String name = source.name();
    List<String> parameters = new ArrayList<>();
    if (source.take("(")) {
      do {
        parameters.add((source.take("$") ? "$" : "") + source.name());
      } while (source.take(";"));
      source.expect(")");
    }
    source.expect(":");
    Calls.Definition meaning = new Calls.Definition();
    Names inside = names.function(name, parameters.size(), meaning);
    for (String parameter : parameters) {
      inside = inside.argument(parameter.replace("$", ""));
    }
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).startsWith("$")) {
        // How far up the argument is, once those before it are bound as values.
        places.add(parameters.size() - 1 - i + places.size());
        inside = inside.variable(parameters.get(i).substring(1));
      }
    }
    Term body = pipe(inside, true);
    for (int i = places.size() - 1; i >= 0; i--) {
      body = new Binding.As(new Calls.Argument(places.get(i)), new Binding.Name(), body);
    }
    source.expect(";");
    meaning.body(body);
    return new Definition(name, parameters.size(), meaning);
  }

  Term call(Names names, String name, List<Term> arguments) {
    Names meaning = names.call(name, arguments.size());
    if (meaning == null) {
      Term outer = functions.call(name, arguments);
      if (outer == null) {
        throw source.error("there is no function " + name + "/" + arguments.size());
      }
      return outer;
    }
    int up = names.depth() - meaning.depth();
    Calls.Definition definition = meaning.definition();
    return definition == null
        ? new Calls.Argument(up)
        : new Calls.Defined(definition, up, arguments);
  }

  Term variable(Names names, String name) {
    if (name.equals("__loc__")) {
      ObjectNode place = JsonNodeFactory.instance.objectNode();
      return new Make.Literal(place.put("file", "<top-level>").put("line", source.line()));
    }
    if (name.equals("ENV")) {
      return new Make.Literal(JsonNodeFactory.instance.objectNode());
    }
    int up = names.up(name);
    if (up >= 0) {
      return new Make.Variable(up);
    }
    globals.add(name);
    return new Make.Global(name);
  }

  Term string(Names names, @Nullable String format) {
    return strings.read(names, format);
  }

  Functions functions() {
    return functions;
  }

  void deeper() {
    if (++depth > MOST_LEVELS) {
      throw source.error("it is nested too deeply");
    }
  }

  void back() {
    depth--;
  }

  static JsonNode constant(String word) {
    return switch (word) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> NullNode.instance;
    };
  }

  static Term text(String text) {
    return new Make.Literal(TextNode.valueOf(text));
  }

  /** A function as it is read. */
  private record Definition(String name, int arity, Calls.Definition meaning) {}
}

package dev.sluice.flow.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** The functions that expressions may call: the library's, and those of jq that it lacks. */
public final class JqLibrary {
  static final Version VERSION = Versions.JQ_1_7;

  private static final Scope ROOT = create();

  private JqLibrary() {}

  /**
   * A scope with all functions, for values of its own. Cheap: the functions are shared. Not
   * thread-safe.
   */
  public static Scope scope() {
    return Scope.newChildScope(ROOT);
  }

  static boolean has(String call) {
    int slash = call.lastIndexOf('/');
    int arity = Integer.parseInt(call.substring(slash + 1));
    return ROOT.getFunction(call.substring(0, slash), arity) != null;
  }

  private static Scope create() {
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance()
        .loadFunctions(BuiltinFunctionLoader.class.getClassLoader(), VERSION, scope);
    // What surrounds the server is none of a workflow's business.
    unary(scope, "env", in -> JsonNodeFactory.instance.objectNode());
    unary(scope, "trim", in -> TextNode.valueOf(text(in, "trim").strip()));
    unary(scope, "ltrim", in -> TextNode.valueOf(text(in, "ltrim").stripLeading()));
    unary(scope, "rtrim", in -> TextNode.valueOf(text(in, "rtrim").stripTrailing()));
    unary(scope, "debug", in -> in);
    unary(scope, "toarray", in -> in.isArray() ? in : JsonNodeFactory.instance.arrayNode().add(in));
    unary(scope, "abs", in -> negative(in) ? JqTime.number(-in.doubleValue()) : in);
    unary(scope, "trunc", in -> JqTime.number((double) (long) in.doubleValue()));
    unary(scope, "fromdate", JqTime::fromDate);
    unary(scope, "todate", JqTime::toDate);
    unary(scope, "date", JqTime::toDate);
    unary(scope, "gmtime", JqTime::gmtime);
    unary(scope, "mktime", JqTime::mktime);
    binary(scope, "strftime", JqTime::strftime);
    binary(scope, "strptime", JqTime::strptime);
    scope.addFunction("isempty", 1, JqLibrary::isEmpty);
    return scope;
  }

  private static boolean negative(JsonNode in) throws JsonQueryException {
    if (!in.isNumber()) {
      throw new JsonQueryException("abs is for numbers");
    }
    return in.doubleValue() < 0;
  }

  static String text(JsonNode in, String function) throws JsonQueryException {
    if (!in.isTextual()) {
      throw new JsonQueryException(function + " is for texts");
    }
    return in.textValue();
  }

  private static void isEmpty(
      Scope scope,
      java.util.List<net.thisptr.jackson.jq.Expression> arguments,
      JsonNode in,
      net.thisptr.jackson.jq.path.Path path,
      net.thisptr.jackson.jq.PathOutput output,
      Version version)
      throws JsonQueryException {
    boolean[] any = new boolean[1];
    arguments.get(0).apply(scope, in, value -> any[0] = true);
    output.emit(BooleanNode.valueOf(!any[0]), null);
  }

  private static void unary(Scope scope, String name, Unary function) {
    Function of = (s, arguments, in, path, output, version) -> output.emit(function.of(in), null);
    scope.addFunction(name, 0, of);
  }

  private static void binary(Scope scope, String name, Binary function) {
    Function of =
        (s, arguments, in, path, output, version) ->
            arguments.get(0).apply(s, in, argument -> output.emit(function.of(in, argument), null));
    scope.addFunction(name, 1, of);
  }

  /** A function of its input. */
  private interface Unary {
    JsonNode of(JsonNode in) throws JsonQueryException;
  }

  /** A function of its input and one argument. */
  private interface Binary {
    JsonNode of(JsonNode in, JsonNode argument) throws JsonQueryException;
  }
}

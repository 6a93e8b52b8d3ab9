package dev.sluice.e2e.harness;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import java.util.Map;

/** Definitions of functions for tests. */
public final class Sources {
  public static final String PYTHON = "python3";
  public static final String NODE = "nodejs";

  /** Answers with its event. */
  public static final String PYTHON_ECHO =
      """
      def handler(event, context):
          return event
      """;

  /** Answers with its event. */
  public static final String NODE_ECHO =
      """
      exports.handler = async (event) => event;
      """;

  private Sources() {}

  /** A Python function from text, with default limits. */
  public static FunctionSpec python(String name, String text) {
    return spec(name, PYTHON, CodeSource.ofInline(text));
  }

  /** A Node function from text, with default limits. */
  public static FunctionSpec node(String name, String text) {
    return spec(name, NODE, CodeSource.ofInline(text));
  }

  /** A function of either runtime from either text. */
  public static FunctionSpec either(String name, String runtime, String python, String node) {
    return runtime.equals(PYTHON) ? python(name, python) : node(name, node);
  }

  /** A function with default limits and the handler main.handler. */
  public static FunctionSpec spec(String name, String runtime, CodeSource code) {
    return new FunctionSpec(name, runtime, "main.handler", code, null, null, null, null, null);
  }

  /** The same with this timeout. */
  public static FunctionSpec timeout(FunctionSpec spec, double seconds) {
    return new FunctionSpec(
        spec.name(),
        spec.runtime(),
        spec.handler(),
        spec.code(),
        spec.memoryMiB(),
        seconds,
        spec.environment(),
        spec.labels(),
        spec.description());
  }

  /** The same with this memory limit. */
  public static FunctionSpec memory(FunctionSpec spec, int mebibytes) {
    return new FunctionSpec(
        spec.name(),
        spec.runtime(),
        spec.handler(),
        spec.code(),
        mebibytes,
        spec.timeoutSeconds(),
        spec.environment(),
        spec.labels(),
        spec.description());
  }

  /** The same with this handler. */
  public static FunctionSpec handler(FunctionSpec spec, String handler) {
    return new FunctionSpec(
        spec.name(),
        spec.runtime(),
        handler,
        spec.code(),
        spec.memoryMiB(),
        spec.timeoutSeconds(),
        spec.environment(),
        spec.labels(),
        spec.description());
  }

  /** The same with this environment. */
  public static FunctionSpec environment(FunctionSpec spec, Map<String, String> environment) {
    return new FunctionSpec(
        spec.name(),
        spec.runtime(),
        spec.handler(),
        spec.code(),
        spec.memoryMiB(),
        spec.timeoutSeconds(),
        environment,
        spec.labels(),
        spec.description());
  }

  /** Changes of one field for PATCH: only the code. */
  public static FunctionSpec onlyCode(String text) {
    return new FunctionSpec(
        null, null, null, CodeSource.ofInline(text), null, null, null, null, null);
  }

  /** Nothing but a description. */
  public static FunctionSpec onlyDescription(String text) {
    return new FunctionSpec(null, null, null, null, null, null, null, null, text);
  }
}

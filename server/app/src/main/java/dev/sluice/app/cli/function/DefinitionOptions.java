package dev.sluice.app.cli.function;

import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make up a function's definition. */
final class DefinitionOptions {
  @Option(
      names = "--code",
      paramLabel = "PATH",
      description = "A source file, a folder, a zip archive, or - for standard input.")
  @Nullable String code;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description =
          "python3, nodejs, java or provided; told by the code's file name when left out.")
  @Nullable String runtime;

  @Option(
      names = "--handler",
      paramLabel = "FILE.NAME",
      description = "What is called, like main.handler; told by the file name too.")
  @Nullable String handler;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "Memory limit of an instance in MiB (128 when new).")
  @Nullable Integer memory;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Time limit of an invocation, like 2.5 (30 when new).")
  @Nullable Double timeout;

  @Option(
      names = "--env",
      paramLabel = "KEY=VALUE",
      description = "A variable of the function's environment; can be repeated.")
  Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label to select by; can be repeated.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--description", paramLabel = "TEXT", description = "What the function does.")
  @Nullable String description;

  /** Whether any of them was given. */
  boolean given() {
    return code != null
        || runtime != null
        || handler != null
        || memory != null
        || timeout != null
        || !environment.isEmpty()
        || !labels.isEmpty()
        || description != null;
  }

  /** Whether the code is all that was given. */
  boolean onlyCode() {
    return code != null
        && runtime == null
        && handler == null
        && memory == null
        && timeout == null
        && environment.isEmpty()
        && labels.isEmpty()
        && description == null;
  }

  /** A new function of these options. */
  FunctionSpec create(
      String name, @Nullable String ofRuntime, @Nullable String ofHandler, CodeSource source) {
    return new FunctionSpec(
        name, ofRuntime, ofHandler, source, memory, timeout, environment, labels, description);
  }

  /** The changes of these options; null maps stay as they are. */
  FunctionSpec change(
      @Nullable CodeSource source,
      @Nullable Map<String, String> toEnvironment,
      @Nullable Map<String, String> toLabels) {
    return new FunctionSpec(
        null, runtime, handler, source, memory, timeout, toEnvironment, toLabels, description);
  }
}

package dev.sluice.app.cli.function;

import dev.sluice.api.AsyncSpec;
import dev.sluice.api.BindingSpec;
import dev.sluice.api.CodeSource;
import dev.sluice.api.FunctionSpec;
import dev.sluice.api.ValueSource;
import dev.sluice.manifest.code.CodeUpload;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that make up a function's definition. */
final class DefinitionOptions {
  @Option(
      names = "--code",
      paramLabel = "PATH",
      description = "A source file, a folder, a zip archive, or - for standard input.")
  @Nullable String code;

  @Option(
      names = "--image",
      paramLabel = "PATH",
      description = "An OCI image: a tar archive as of docker save, or a layout's folder.")
  @Nullable String image;

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
      names = "--cpus",
      paramLabel = "NUMBER",
      description = "Limit of an instance in processors, like 0.5 (1 when new).")
  @Nullable Double cpus;

  @Option(
      names = "--network",
      paramLabel = "none|host",
      description = "Loopback only (when new), or the host's network if allowed.")
  @Nullable String network;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Time limit of an invocation, like 2.5 (30 when new).")
  @Nullable Double timeout;

  @Option(
      names = "--min-instances",
      paramLabel = "COUNT",
      description = "Instances that stay warm without calls (0 when new).")
  @Nullable Integer minInstances;

  @Option(
      names = "--max-instances",
      paramLabel = "COUNT",
      description = "Most instances of a version; 0 for the server's limit (when new).")
  @Nullable Integer maxInstances;

  @Option(
      names = "--instance-concurrency",
      paramLabel = "COUNT",
      description = "Calls that an instance serves at a time (1 when new).")
  @Nullable Integer instanceConcurrency;

  @Option(
      names = "--log-retention",
      paramLabel = "DAYS",
      description = "How long its log is kept; 0 for as long as the server's (when new).")
  @Nullable Double logRetention;

  @Option(
      names = "--env",
      paramLabel = "KEY=VALUE",
      description = "A variable of the function's environment; can be repeated.")
  Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--env-secret",
      paramLabel = "KEY=SECRET",
      description = "A variable that has its value from a secret; can be repeated.")
  Map<String, String> environmentSecrets = new LinkedHashMap<>();

  @Option(
      names = "--env-platform",
      paramLabel = "KEY=WHAT",
      description = "A variable with function, version, namespace, memoryMiB ...")
  Map<String, String> environmentPlatform = new LinkedHashMap<>();

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "A label to select by; can be repeated.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "What it may do through its context; '' for nothing.")
  @Nullable String role;

  @Option(names = "--description", paramLabel = "TEXT", description = "What the function does.")
  @Nullable String description;

  /** Whether code is built. */
  enum Building {
    auto,
    none
  }

  @Option(
      names = "--build",
      paramLabel = "auto|none",
      description = "Build what the code's files ask for (when new), or run it as it is.")
  @Nullable Building building;

  @Option(
      names = "--build-command",
      paramLabel = "COMMAND",
      description = "Build the code by this command of a shell instead.")
  @Nullable String buildCommand;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Mixin AsyncOptions async = new AsyncOptions();

  @Mixin BindingOptions bindings = new BindingOptions();

  /** The code with what is said of building it. */
  CodeSource source(CodeUpload upload) throws IOException {
    return upload.source().with(build());
  }

  private CodeSource.@Nullable Build build() {
    if (building == null && buildCommand == null) {
      return null;
    }
    return new CodeSource.Build(buildCommand, building == Building.none);
  }

  /** What is wrong with what is said of the code; null for nothing. */
  @Nullable String wrongCode() {
    if (image != null && (code != null || remote.given())) {
      return "--image hands an image in: --code, --git, --object and their options do not go with"
          + " it";
    }
    if (image != null && (building != null || buildCommand != null)) {
      return "an image is not built here: leave --build and --build-command out";
    }
    if (code != null && remote.given()) {
      return "--code hands code in, and --git, --object and their options have it fetched:"
          + " give one of them";
    }
    if (remote.wrong() != null) {
      return remote.wrong();
    }
    if (code == null && !remote.given() && (building != null || buildCommand != null)) {
      return "--build and --build-command say how new code is built: give --code PATH too";
    }
    return building == Building.none && buildCommand != null
        ? "--build none and --build-command do not go together"
        : null;
  }

  /** Whether any of them was given. */
  boolean given() {
    return code != null || image != null || givenBesideCode();
  }

  /** Whether the code is all that was given. */
  boolean onlyCode() {
    return (code != null || image != null) && !givenBesideCode();
  }

  /** The code that is here; null for none. */
  @Nullable CodeUpload upload(InputStream in) throws IOException {
    return image != null
        ? CodeUpload.image(image)
        : code == null ? null : CodeUpload.read(code, in);
  }

  private boolean givenBesideCode() {
    return remote.given()
        || Stream.of(
                runtime,
                handler,
                memory,
                cpus,
                network,
                timeout,
                minInstances,
                maxInstances,
                instanceConcurrency,
                building,
                buildCommand,
                role,
                logRetention,
                description)
            .anyMatch(Objects::nonNull)
        || async.given()
        || bindings.given()
        || !environment.isEmpty()
        || !environmentSecrets.isEmpty()
        || !environmentPlatform.isEmpty()
        || !labels.isEmpty();
  }

  /** Variables with their sources. */
  Map<String, ValueSource> environmentFrom() {
    Map<String, ValueSource> from = new LinkedHashMap<>();
    environmentSecrets.forEach((key, name) -> from.put(key, ValueSource.ofSecret(name)));
    environmentPlatform.forEach((key, word) -> from.put(key, ValueSource.ofPlatform(word)));
    return from;
  }

  /** A new function of these options. */
  FunctionSpec create(
      String name,
      @Nullable String ofRuntime,
      @Nullable String ofHandler,
      CodeSource source,
      @Nullable List<BindingSpec> bound) {
    return new FunctionSpec(
            name, ofRuntime, ofHandler, source, memory, timeout, environment, labels, description)
        .with(cpus, network, minInstances, maxInstances)
        .withInstanceConcurrency(instanceConcurrency)
        .withEnvironmentFrom(environmentFrom())
        .withAsync(async.over(AsyncSpec.USUAL))
        .withBindings(bound)
        .withRole(role)
        .withLogRetention(logRetention);
  }

  /** The changes of these options; null maps stay as they are. */
  FunctionSpec change(
      @Nullable CodeSource source,
      @Nullable Map<String, String> toEnvironment,
      @Nullable Map<String, ValueSource> toEnvironmentFrom,
      @Nullable AsyncSpec toAsync,
      @Nullable List<BindingSpec> toBindings,
      @Nullable Map<String, String> toLabels) {
    return new FunctionSpec(
            null, runtime, handler, source, memory, timeout, toEnvironment, toLabels, description)
        .with(cpus, network, minInstances, maxInstances)
        .withInstanceConcurrency(instanceConcurrency)
        .withEnvironmentFrom(toEnvironmentFrom)
        .withAsync(toAsync)
        .withBindings(toBindings)
        .withRole(role)
        .withLogRetention(logRetention);
  }
}

package dev.sluice.manifest;

import dev.sluice.api.ErrorCode;
import dev.sluice.api.FunctionInfo;
import dev.sluice.api.FunctionSpec;
import dev.sluice.client.SluiceApiException;
import dev.sluice.client.SluiceClient;
import dev.sluice.manifest.Change.Action;
import dev.sluice.manifest.code.CodeException;
import dev.sluice.manifest.code.CodeUpload;
import dev.sluice.manifest.code.HandlerGuess;
import dev.sluice.manifest.yaml.Problems;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans a function with its version and its aliases. Not thread-safe. */
final class FunctionPlanner {
  private final SluiceClient client;
  private final String manifest;
  private final Codes codes;
  private final Problems problems;
  private final CodeComparison comparison;
  private final VersionPlanner versions;

  FunctionPlanner(SluiceClient client, String manifest, Codes codes, Problems problems) {
    this.client = client;
    this.manifest = manifest;
    this.codes = codes;
    this.problems = problems;
    this.comparison = new CodeComparison(client);
    this.versions = new VersionPlanner(client, comparison, problems);
  }

  /** Its steps; none where there is a problem. */
  List<Step> plan(FunctionEntry entry) throws IOException {
    CodeUpload code;
    Optional<FunctionSpec> definition;
    try {
      code = codes.read(entry.code());
      definition = define(entry, code);
      if (code.isArchive() && code.isImage()) {
        code.imageDigests();
      } else if (code.isArchive()) {
        code.digest();
      }
    } catch (NoSuchFileException e) {
      problems.add(entry.code().place(), "there is no file " + e.getFile());
      return List.of();
    } catch (CodeException e) {
      problems.add(entry.code().place(), String.valueOf(e.getMessage()));
      return List.of();
    }
    if (definition.isEmpty()) {
      return List.of();
    }
    FunctionInfo before = find(entry.name());
    FunctionStep step = step(entry, definition.get(), code, before);
    List<Step> steps = new ArrayList<>();
    steps.add(step.change().isNothing() ? new Step.Nothing(step.change()) : step);
    steps.addAll(versions.plan(entry, definition.get(), code, before));
    return steps;
  }

  private FunctionStep step(
      FunctionEntry entry, FunctionSpec definition, CodeUpload code, @Nullable FunctionInfo before)
      throws IOException {
    if (before == null) {
      String about =
          definition.runtime()
              + ", "
              + definition.handler()
              + ", "
              + CodeComparison.words(code)
              + (entry.enabled() ? "" : ", disabled");
      Change change = Change.of(Action.create, "function", entry.name(), about);
      return new FunctionStep(change, definition, code, entry.enabled(), null);
    }
    List<Difference> differences =
        Fields.differences(Fields.all(before), Fields.all(definition, entry.enabled()));
    boolean sameCode = comparison.same(code, before.code(), entry.name(), "latest");
    if (!sameCode) {
      differences.add(
          new Difference("code", CodeComparison.words(before.code()), CodeComparison.words(code)));
    }
    Change change = Change.of("function", entry.name(), differences);
    return new FunctionStep(change, definition, sameCode ? null : code, entry.enabled(), before);
  }

  private @Nullable FunctionInfo find(String name) throws IOException {
    try {
      return client.function(name);
    } catch (SluiceApiException e) {
      if (e.is(ErrorCode.FUNCTION_NOT_FOUND)) {
        return null;
      }
      throw e;
    }
  }

  /** The definition with what the code's file name tells, and with the manifest's label. */
  Optional<FunctionSpec> define(FunctionEntry entry, CodeUpload code) throws IOException {
    FunctionSpec given = entry.definition();
    String runtime = given.runtime();
    String handler = given.handler();
    if (runtime == null && code.isImage()) {
      runtime = HandlerGuess.PROVIDED;
    }
    if (handler == null && HandlerGuess.PROVIDED.equals(runtime)) {
      handler = HandlerGuess.PROGRAM;
    }
    if (runtime == null || handler == null) {
      Optional<HandlerGuess> guess = HandlerGuess.of(code, runtime);
      if (guess.isEmpty()) {
        problems.add(
            entry.place(),
            "cannot tell the runtime and the handler of '"
                + entry.name()
                + "' from "
                + code.label()
                + "; give 'runtime' and 'handler'");
        return Optional.empty();
      }
      runtime = guess.get().runtime();
      handler = handler == null ? guess.get().handler() : handler;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    if (given.labels() != null) {
      labels.putAll(given.labels());
    }
    labels.put(Manifest.LABEL, manifest);
    return Optional.of(
        new FunctionSpec(
            given.name(),
            runtime,
            handler,
            null,
            given.memoryMiB(),
            given.cpus(),
            given.network(),
            given.timeoutSeconds(),
            given.minInstances(),
            given.maxInstances(),
            given.instanceConcurrency(),
            given.environment(),
            given.environmentFrom(),
            given.async(),
            given.bindings(),
            given.role(),
            given.logRetentionDays(),
            labels,
            given.description()));
  }
}

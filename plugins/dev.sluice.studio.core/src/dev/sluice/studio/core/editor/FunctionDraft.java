package dev.sluice.studio.core.editor;

import dev.sluice.api.BindingSpec;
import dev.sluice.api.FunctionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as it stands in the editor: all fields as typed, right or wrong. Two drafts are equal
 * when deploying either would do the same.
 *
 * @param code the text of the source file; null when the code is an archive
 * @param environmentFrom variables whose values come from secrets or from the platform
 * @param async how events are run that nobody waits for
 * @param bindings are not edited here, and stay as they are
 */
public record FunctionDraft(
    String runtime,
    String handler,
    String description,
    DraftLimits limits,
    List<Entry> environment,
    List<Entry> labels,
    @Nullable String code,
    List<Reference> environmentFrom,
    DraftAsync async,
    List<BindingSpec> bindings) {
  public FunctionDraft {
    bindings = List.copyOf(bindings);
    environment = List.copyOf(environment);
    labels = List.copyOf(labels);
    environmentFrom = List.copyOf(environmentFrom);
  }

  /** One without variables from elsewhere, whose events are run as usual. */
  public FunctionDraft(
      String runtime,
      String handler,
      String description,
      DraftLimits limits,
      List<Entry> environment,
      List<Entry> labels,
      @Nullable String code) {
    this(
        runtime,
        handler,
        description,
        limits,
        environment,
        labels,
        code,
        List.of(),
        DraftAsync.USUAL,
        List.of());
  }

  /** What the server has. */
  static FunctionDraft of(FunctionInfo info, @Nullable String code) {
    return new FunctionDraft(
        info.runtime(),
        info.handler(),
        info.description(),
        DraftLimits.of(info),
        Entry.of(info.environment()),
        Entry.of(info.labels()),
        code,
        Reference.of(info.environmentFrom()),
        DraftAsync.of(info.async()),
        info.bindings());
  }

  /** The same with another runtime. */
  public FunctionDraft withRuntime(String now) {
    return new FunctionDraft(
        now,
        handler,
        description,
        limits,
        environment,
        labels,
        code,
        environmentFrom,
        async,
        bindings);
  }

  /** The same with another handler. */
  public FunctionDraft withHandler(String now) {
    return new FunctionDraft(
        runtime,
        now,
        description,
        limits,
        environment,
        labels,
        code,
        environmentFrom,
        async,
        bindings);
  }

  /** The same with another description. */
  public FunctionDraft withDescription(String now) {
    return new FunctionDraft(
        runtime, handler, now, limits, environment, labels, code, environmentFrom, async, bindings);
  }

  /** The same with other limits. */
  public FunctionDraft withLimits(DraftLimits now) {
    return new FunctionDraft(
        runtime,
        handler,
        description,
        now,
        environment,
        labels,
        code,
        environmentFrom,
        async,
        bindings);
  }

  /** The same with another environment. */
  public FunctionDraft withEnvironment(List<Entry> now) {
    return new FunctionDraft(
        runtime, handler, description, limits, now, labels, code, environmentFrom, async, bindings);
  }

  /** The same with other labels. */
  public FunctionDraft withLabels(List<Entry> now) {
    return new FunctionDraft(
        runtime,
        handler,
        description,
        limits,
        environment,
        now,
        code,
        environmentFrom,
        async,
        bindings);
  }

  /** The same with other code. */
  public FunctionDraft withCode(String now) {
    return new FunctionDraft(
        runtime,
        handler,
        description,
        limits,
        environment,
        labels,
        now,
        environmentFrom,
        async,
        bindings);
  }

  /** The same with other variables from elsewhere. */
  public FunctionDraft withEnvironmentFrom(List<Reference> now) {
    return new FunctionDraft(
        runtime, handler, description, limits, environment, labels, code, now, async, bindings);
  }

  /** The same with something else for events that nobody waits for. */
  public FunctionDraft withAsync(DraftAsync now) {
    return new FunctionDraft(
        runtime,
        handler,
        description,
        limits,
        environment,
        labels,
        code,
        environmentFrom,
        now,
        bindings);
  }
}

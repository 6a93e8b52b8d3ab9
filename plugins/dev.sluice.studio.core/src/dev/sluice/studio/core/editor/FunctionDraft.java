package dev.sluice.studio.core.editor;

import dev.sluice.api.FunctionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as it stands in the editor: all fields as typed, right or wrong. Two drafts are equal
 * when deploying either would do the same.
 *
 * @param code the text of the source file; null when the code is an archive
 */
public record FunctionDraft(
    String runtime,
    String handler,
    String description,
    DraftLimits limits,
    List<Entry> environment,
    List<Entry> labels,
    @Nullable String code) {
  public FunctionDraft {
    environment = List.copyOf(environment);
    labels = List.copyOf(labels);
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
        code);
  }

  /** The same with another runtime. */
  public FunctionDraft withRuntime(String now) {
    return new FunctionDraft(now, handler, description, limits, environment, labels, code);
  }

  /** The same with another handler. */
  public FunctionDraft withHandler(String now) {
    return new FunctionDraft(runtime, now, description, limits, environment, labels, code);
  }

  /** The same with another description. */
  public FunctionDraft withDescription(String now) {
    return new FunctionDraft(runtime, handler, now, limits, environment, labels, code);
  }

  /** The same with other limits. */
  public FunctionDraft withLimits(DraftLimits now) {
    return new FunctionDraft(runtime, handler, description, now, environment, labels, code);
  }

  /** The same with another environment. */
  public FunctionDraft withEnvironment(List<Entry> now) {
    return new FunctionDraft(runtime, handler, description, limits, now, labels, code);
  }

  /** The same with other labels. */
  public FunctionDraft withLabels(List<Entry> now) {
    return new FunctionDraft(runtime, handler, description, limits, environment, now, code);
  }

  /** The same with other code. */
  public FunctionDraft withCode(String now) {
    return new FunctionDraft(runtime, handler, description, limits, environment, labels, now);
  }
}

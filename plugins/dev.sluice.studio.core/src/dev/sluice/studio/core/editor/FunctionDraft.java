package dev.sluice.studio.core.editor;

import dev.sluice.api.FunctionInfo;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function as it stands in the editor: all fields as typed, right or wrong. Two drafts are equal
 * when deploying either would do the same.
 *
 * @param memory MiB, as typed
 * @param timeout seconds, as typed
 * @param code the text of the source file; null when the code is an archive
 */
public record FunctionDraft(
    String runtime,
    String handler,
    String description,
    String memory,
    String timeout,
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
        Integer.toString(info.memoryMiB()),
        BigDecimal.valueOf(info.timeoutSeconds()).stripTrailingZeros().toPlainString(),
        Entry.of(info.environment()),
        Entry.of(info.labels()),
        code);
  }

  /** The same with another runtime. */
  public FunctionDraft withRuntime(String now) {
    return new FunctionDraft(now, handler, description, memory, timeout, environment, labels, code);
  }

  /** The same with another handler. */
  public FunctionDraft withHandler(String now) {
    return new FunctionDraft(runtime, now, description, memory, timeout, environment, labels, code);
  }

  /** The same with another description. */
  public FunctionDraft withDescription(String now) {
    return new FunctionDraft(runtime, handler, now, memory, timeout, environment, labels, code);
  }

  /** The same with another memory limit. */
  public FunctionDraft withMemory(String now) {
    return new FunctionDraft(
        runtime, handler, description, now, timeout, environment, labels, code);
  }

  /** The same with another time limit. */
  public FunctionDraft withTimeout(String now) {
    return new FunctionDraft(runtime, handler, description, memory, now, environment, labels, code);
  }

  /** The same with another environment. */
  public FunctionDraft withEnvironment(List<Entry> now) {
    return new FunctionDraft(runtime, handler, description, memory, timeout, now, labels, code);
  }

  /** The same with other labels. */
  public FunctionDraft withLabels(List<Entry> now) {
    return new FunctionDraft(
        runtime, handler, description, memory, timeout, environment, now, code);
  }

  /** The same with other code. */
  public FunctionDraft withCode(String now) {
    return new FunctionDraft(
        runtime, handler, description, memory, timeout, environment, labels, now);
  }
}

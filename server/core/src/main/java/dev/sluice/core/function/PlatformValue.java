package dev.sluice.core.function;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the platform can put into a function's environment. */
public enum PlatformValue {
  /** The function's name. */
  FUNCTION("function"),
  /** {@code latest}, or the version's number. */
  VERSION("version"),
  NAMESPACE("namespace"),
  /** The limit of an instance in MiB. */
  MEMORY("memoryMiB"),
  /** The limit of an instance in processors. */
  CPUS("cpus"),
  /** The limit of an invocation in seconds. */
  TIMEOUT("timeoutSeconds");

  private final String word;

  PlatformValue(String word) {
    this.word = word;
  }

  /** As in a definition. */
  public String word() {
    return word;
  }

  /** The one with this word. */
  public static Optional<PlatformValue> of(String word) {
    return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PlatformValue::word).toList();
  }
}

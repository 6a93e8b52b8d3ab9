package dev.sluice.core.function;

import dev.sluice.api.ValueSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a variable of the environment has its value from.
 *
 * @param name of the secret, or of what the platform knows
 */
public record ValueFrom(Kind kind, String name) {
  /** The same as callers give it. */
  public ValueSource source() {
    return kind == Kind.SECRET ? ValueSource.ofSecret(name) : ValueSource.ofPlatform(name);
  }

  /** The same of many variables, in order of their names. */
  public static SortedMap<String, ValueSource> sources(Map<String, ValueFrom> from) {
    SortedMap<String, ValueSource> sources = new TreeMap<>();
    from.forEach((variable, value) -> sources.put(variable, value.source()));
    return sources;
  }

  /** What has the value. */
  public enum Kind {
    /** A secret of the function's namespace. */
    SECRET,
    /** The platform: one of {@link PlatformValue}. */
    PLATFORM
  }
}

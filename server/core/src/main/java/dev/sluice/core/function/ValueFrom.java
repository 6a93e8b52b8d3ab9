package dev.sluice.core.function;

/**
 * Where a variable of the environment has its value from.
 *
 * @param name of the secret, or of what the platform knows
 */
public record ValueFrom(Kind kind, String name) {
  /** What has the value. */
  public enum Kind {
    /** A secret of the function's namespace. */
    SECRET,
    /** The platform: one of {@link PlatformValue}. */
    PLATFORM
  }
}

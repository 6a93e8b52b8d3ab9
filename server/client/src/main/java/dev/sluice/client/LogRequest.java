package dev.sluice.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which log lines to read; a null field does not restrict.
 *
 * @param version {@code latest} or a number
 * @param level this level and graver ones
 * @param text part of the line
 * @param limit the newest so many, 1 to 10,000; they come oldest first
 */
public record LogRequest(
    @Nullable String version,
    @Nullable String invocation,
    @Nullable String level,
    @Nullable String text,
    @Nullable Instant since,
    @Nullable Instant until,
    int limit) {

  /** The newest lines. */
  public static LogRequest newest(int limit) {
    return new LogRequest(null, null, null, null, null, null, limit);
  }

  /** The newest lines that have this text. */
  public static LogRequest containing(String text, int limit) {
    return new LogRequest(null, null, null, text, null, null, limit);
  }

  /** The lines of one invocation. */
  public static LogRequest of(String invocation) {
    return new LogRequest(null, invocation, null, null, null, null, 10_000);
  }
}

package dev.sluice.core.namespace;

import org.jspecify.annotations.Nullable;

/**
 * What a namespace may use; null is without a limit of its own.
 *
 * @param functions how many functions there may be
 * @param concurrency how many invocations may run at once, waiting ones included
 * @param codeBytes bytes of all different code of functions and versions together
 * @param logBytes bytes of log lines that are kept
 * @param invocationsPerMinute how many invocations may begin in a minute
 * @param hostNetwork whether functions may use the host's network; null leaves it to the server's
 *     setting
 */
public record Quota(
    @Nullable Integer functions,
    @Nullable Integer concurrency,
    @Nullable Long codeBytes,
    @Nullable Long logBytes,
    @Nullable Integer invocationsPerMinute,
    @Nullable Boolean hostNetwork) {
  /** No limits. */
  public static final Quota NONE = new Quota(null, null, null, null, null, null);
}

package dev.sluice.core.invocation;

import dev.sluice.spi.sandbox.OutputSink.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which log lines to read; a null field does not restrict.
 *
 * @param owners of one of these, as {@link LogRecord#owner}; empty for all of the namespace
 * @param version {@code latest} or a number
 * @param minLevel this level and graver ones
 * @param text part of the line; the case of a character does not matter
 * @param afterId only lines with a higher id
 * @param newest true for the last {@code limit} matching lines, false for the first; both come
 *     oldest first
 * @param limit at most so many, 1 and up
 */
public record LogQuery(
    String namespace,
    List<String> owners,
    @Nullable String version,
    @Nullable String invocation,
    @Nullable Level minLevel,
    @Nullable String text,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable Long afterId,
    boolean newest,
    int limit) {

  public LogQuery {
    owners = List.copyOf(owners);
  }

  /** The same, but only of lines with a higher id than this, and at most so many. */
  public LogQuery after(long id, int most) {
    return new LogQuery(
        namespace, owners, version, invocation, minLevel, text, since, until, id, newest, most);
  }
}

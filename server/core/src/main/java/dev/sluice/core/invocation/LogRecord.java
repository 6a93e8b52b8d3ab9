package dev.sluice.core.invocation;

import dev.sluice.api.LogOwner;
import dev.sluice.core.live.LiveMessage;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Instant;

/**
 * One line of a log.
 *
 * @param id grows over all lines of the server, in the order in which they are stored
 * @param owner a function's name, or another {@link dev.sluice.api.LogOwner} as text
 * @param invocation whose line it is, or the execution of a workflow; empty for none
 */
public record LogRecord(
    long id,
    String namespace,
    String owner,
    String version,
    String invocation,
    Instant time,
    Stream stream,
    Level level,
    String text)
    implements LiveMessage {

  /** The function, or none. */
  @Override
  public String function() {
    LogOwner is = LogOwner.parse(owner);
    return is.kind() == LogOwner.Kind.FUNCTION ? is.name() : "";
  }
}

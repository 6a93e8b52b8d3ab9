package dev.sluice.core.invocation;

import dev.sluice.core.live.LiveMessage;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Instant;

/**
 * One line of a function's log.
 *
 * @param id grows over all lines of the server, in the order in which they are stored
 */
public record LogRecord(
    long id,
    String namespace,
    String function,
    String version,
    String invocation,
    Instant time,
    Stream stream,
    Level level,
    String text)
    implements LiveMessage {}

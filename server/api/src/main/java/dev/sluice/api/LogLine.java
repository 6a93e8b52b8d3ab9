package dev.sluice.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * One line a function wrote, or the platform wrote about it.
 *
 * @param id grows with time over all lines of the server; a cursor for {@code since}
 * @param stream {@code stdout}, {@code stderr} or {@code platform}
 * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param text the line without its line end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LogLine(
    long id,
    String function,
    String version,
    String invocation,
    Instant time,
    String stream,
    String level,
    String text) {}

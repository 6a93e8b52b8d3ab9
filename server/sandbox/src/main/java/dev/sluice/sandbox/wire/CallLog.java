package dev.sluice.sandbox.wire;

import dev.sluice.spi.sandbox.OutputSink;
import dev.sluice.spi.sandbox.OutputSink.Level;
import dev.sluice.spi.sandbox.OutputSink.OutputLine;
import dev.sluice.spi.sandbox.OutputSink.Stream;
import java.time.Clock;

/**
 * The log of one call: lines go on while there is room, the rest is counted. Not thread-safe: its
 * reader guards it.
 */
final class CallLog {
  private final OutputSink sink;
  private final int maxBytes;
  private final int maxLines;
  private int bytes;
  private int lines;
  private long dropped;

  /** Whether the host has said that all of it is written. */
  boolean marked;

  CallLog(OutputSink sink, int maxBytes, int maxLines) {
    this.sink = sink;
    this.maxBytes = maxBytes;
    this.maxLines = maxLines;
  }

  /** Whether so many bytes more have no room. */
  boolean isFull(int size) {
    return lines >= maxLines || bytes + size > maxBytes;
  }

  /** Counts a line that has no room. */
  void drop(int size) {
    dropped += size + 1;
  }

  /** Takes a line of so many bytes, or counts it. */
  void add(OutputLine line, int size) {
    if (isFull(size)) {
      drop(size);
    } else {
      lines++;
      bytes += size;
      sink.line(line);
    }
  }

  /** Says what was dropped. */
  void finish(Clock clock) {
    if (dropped > 0) {
      say(
          clock,
          Level.WARN,
          "The log of one invocation is limited to "
              + maxBytes
              + " bytes and "
              + maxLines
              + " lines: "
              + dropped
              + " bytes were dropped.");
    }
  }

  /** A line of the platform's own, whatever the limits. */
  void say(Clock clock, Level level, String text) {
    sink.line(new OutputLine(clock.instant(), Stream.PLATFORM, level, text));
  }
}

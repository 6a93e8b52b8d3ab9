package dev.sluice.spi.sandbox;

import java.time.Instant;

/** Takes the lines that an instance writes, one call at a time and in order. */
@FunctionalInterface
public interface OutputSink {

  /** Takes one line; must not block for long. */
  void line(OutputLine line);

  /**
   * One line.
   *
   * @param time when the server read it
   * @param text without its line end; malformed UTF-8 is replaced
   */
  record OutputLine(Instant time, Stream stream, Level level, String text) {}

  /** Where a line came from. */
  enum Stream {
    STDOUT,
    STDERR,
    /** Written by the platform about the function. */
    PLATFORM
  }

  /** How grave a line is. */
  enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}

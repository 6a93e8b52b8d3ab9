package dev.sluice.core.log;

import dev.sluice.api.LogOwner;
import dev.sluice.spi.sandbox.OutputSink.Level;

/**
 * Takes what the platform has to say about functions, workflows and sources, into their logs.
 * Thread-safe; it never waits for a disk.
 */
public interface PlatformLog {
  /** Where nobody reads. */
  PlatformLog NONE = entry -> {};

  /** Writes a line. */
  void write(Entry entry);

  /**
   * A line.
   *
   * @param version of the function or workflow; empty for none
   * @param about the invocation or execution; empty for none
   * @param text for people
   */
  record Entry(
      String namespace, LogOwner owner, String version, String about, Level level, String text) {}
}

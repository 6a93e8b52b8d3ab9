package dev.sluice.benchmark.source;

import dev.sluice.api.SourceSpec;

/** A broker of the benchmark's own, and messages that are put into it. Not thread-safe. */
public interface Feed extends AutoCloseable {
  /** For people. */
  String title();

  /** A source that brings the messages, and begins with those that are there already. */
  SourceSpec source();

  /** Puts so many messages, for the source and for {@link #rawPerSecond}; they are there then. */
  void fill(int count) throws Exception;

  /**
   * How many messages a second a client of the same library takes and acknowledges, from its first
   * one on.
   *
   * @param count as many as were put since the last time
   */
  double rawPerSecond(int count) throws Exception;

  @Override
  void close() throws Exception;
}

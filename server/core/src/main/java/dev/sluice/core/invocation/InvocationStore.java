package dev.sluice.core.invocation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps records of finished invocations, and takes their log lines. Thread-safe. */
public interface InvocationStore {

  /**
   * Adds records and lines in one transaction. Committed, and on disk when the database next syncs:
   * records are not acknowledged to anybody, so the caller does not wait for the disk.
   */
  void append(List<InvocationRecord> invocations, List<LogRecord> lines);

  /** The record of this id in the namespace. */
  Optional<InvocationRecord> find(String namespace, String id);

  /** Records, newest first. */
  List<InvocationRecord> list(InvocationQuery query);

  /**
   * Removes invocations created before this instant; their lines have an age of their own.
   *
   * @return how many records went
   */
  int prune(Instant before);
}

package dev.sluice.core.audit;

import java.time.Instant;
import java.util.List;

/** Keeps lines of the audit. Thread-safe. */
public interface AuditStore {

  /** Adds a line and returns once it is on disk. */
  void add(AuditLine line);

  /** Adds a line that is on disk when the database next syncs. */
  void note(AuditLine line);

  /** Lines, newest first. */
  List<AuditLine> list(AuditQuery query);

  /**
   * Removes lines made before this instant, and of each namespace the oldest beyond so many: those
   * of changes that were done, and those of refused ones, each by themselves.
   *
   * @return how many went
   */
  int prune(Instant before, int most);
}

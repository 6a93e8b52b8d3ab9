package dev.sluice.core.audit;

import dev.sluice.core.IdSource;
import dev.sluice.core.access.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Keeps and reads the audit. Thread-safe. */
public final class AuditService {
  private final AuditStore store;
  private final Clock clock;
  private final IdSource ids;
  private final Duration age;
  private final int most;

  /**
   * Works on these.
   *
   * @param age how long lines are kept
   * @param most lines of done changes that a namespace keeps, and as many of refused ones
   */
  public AuditService(AuditStore store, Clock clock, IdSource ids, Duration age, int most) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.age = age;
    this.most = most;
  }

  /** What was asked for. */
  public record Change(String action, String kind, String name, String method, String path) {}

  /** Where it came from. */
  public record Origin(String address, String agent) {}

  /**
   * Keeps the line of a change before its answer goes out; returns once it is on disk where the
   * change was done. Refusals need not wait: nothing is lost with them.
   *
   * @param status of the answer
   */
  public void record(Caller caller, Change change, Origin origin, int status) {
    AuditLine line =
        new AuditLine(
            ids.next(),
            caller.namespace(),
            clock.instant(),
            caller.name(),
            caller.admin(),
            change.action(),
            change.kind(),
            change.name(),
            change.method(),
            change.path(),
            origin.address(),
            origin.agent(),
            status);
    if (line.isDone()) {
      store.add(line);
    } else {
      store.note(line);
    }
  }

  /** Lines, newest first. */
  public List<AuditLine> list(AuditQuery query) {
    return store.list(query);
  }

  /** Removes what is too old or too much; how many lines went. */
  public int prune() {
    return store.prune(clock.instant().minus(age), most);
  }
}

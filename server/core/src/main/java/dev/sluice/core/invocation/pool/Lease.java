package dev.sluice.core.invocation.pool;

import dev.sluice.api.ErrorCode;
import dev.sluice.spi.sandbox.Instance;
import dev.sluice.spi.sandbox.Reply;
import java.time.Duration;

/** What a call for an instance came to. */
public sealed interface Lease {

  /**
   * The caller has the instance for one call and gives it back by {@link InstancePool#release}.
   *
   * @param cold whether it was started for this caller
   * @param waited time from asking until it was free or its start began
   */
  record Granted(VersionPool pool, Member member, boolean cold, Duration waited) implements Lease {

    /** The instance. */
    public Instance instance() {
      return member.instance;
    }
  }

  /** The code did not load. */
  record LoadFailed(Reply.Failure failure, Duration waited, Duration tried) implements Lease {}

  /** The host could not start a sandbox. */
  record Unavailable(String reason, Duration waited) implements Lease {}

  /**
   * There may be no more instances now.
   *
   * @param code {@code CAPACITY_EXCEEDED} where too many wait, {@code CAPACITY_TIMED_OUT} where the
   *     call waited in vain
   * @param reason one sentence for the caller
   */
  record Refused(ErrorCode code, String reason) implements Lease {}
}

package dev.sluice.sandbox.host;

import dev.sluice.sandbox.jail.Cgroups;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an instance makes way for others by its control group; what cannot be set is that of a group
 * that has gone. Thread-safe.
 *
 * @param cpus its limit in processors; null while it has none
 */
record GroupManners(String id, Cgroups.Group group, Supplier<@Nullable Double> cpus)
    implements LongCall.Manners {
  private static final Logger LOG = LoggerFactory.getLogger(GroupManners.class);

  /** So many times lighter is one that stands back: it still gets on. */
  private static final double BACK = 20;

  @Override
  public void leaveRoom(boolean leave) {
    try {
      group.leaveRoom(leave);
    } catch (IOException e) {
      LOG.debug("The processors of {} cannot be chosen.", id, e);
    }
  }

  @Override
  public void standBack(boolean back) {
    Double limit = cpus.get();
    if (limit != null) {
      try {
        group.weighProcessors(back ? limit / BACK : limit);
      } catch (IOException e) {
        LOG.debug("The weight of {} cannot be set.", id, e);
      }
    }
  }
}

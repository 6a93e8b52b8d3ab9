package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What all instances of a server share.
 *
 * @param deadlines watches over time limits
 * @param rests watches over those that have nothing to do
 * @param memory null where control groups limit memory
 * @param crowd knows of short calls
 * @param jailed whether instances have namespaces of their own
 * @param threads makes those that an instance has of its own
 * @param linksAreSafe whether a function cannot change its code through a link to the stored file
 */
record HostParts(
    Watchdog deadlines,
    Watchdog rests,
    Signals signals,
    @Nullable MemoryWatch memory,
    EndCounts ends,
    Crowd crowd,
    SandboxLimits limits,
    ThreadFactory threads,
    boolean jailed,
    boolean linksAreSafe)
    implements AutoCloseable {

  @Override
  public void close() {
    deadlines.close();
    rests.close();
    signals.close();
    if (memory != null) {
      memory.close();
    }
  }
}

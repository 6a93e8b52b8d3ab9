package dev.sluice.sandbox.host;

import dev.sluice.sandbox.SandboxLimits;
import org.jspecify.annotations.Nullable;

/**
 * What all instances of a server share.
 *
 * @param deadlines watches over time limits
 * @param rests watches over those that have nothing to do
 * @param memory null where control groups limit memory
 * @param crowd knows of short calls
 * @param jailed whether instances have namespaces of their own
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

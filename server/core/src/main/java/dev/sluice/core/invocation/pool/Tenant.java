package dev.sluice.core.invocation.pool;

/** What one namespace has of the pool. Guarded by the pool's lock. */
final class Tenant {
  /** Versions that it has a pool of. */
  int versions;

  /** Instances: idle, busy and starting. */
  int instances;

  /** Calls that wait. */
  int waiting;

  boolean isGone() {
    return versions == 0 && instances == 0 && waiting == 0;
  }
}

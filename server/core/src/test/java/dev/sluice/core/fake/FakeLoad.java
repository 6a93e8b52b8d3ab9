package dev.sluice.core.fake;

import dev.sluice.core.invocation.pool.HostLoad;

/** A machine with two processors that are busy when a test says so. */
public final class FakeLoad implements HostLoad {
  private volatile boolean saturated;

  /** Sets what the pool is told. */
  public void saturate(boolean busy) {
    saturated = busy;
  }

  @Override
  public int processors() {
    return 2;
  }

  @Override
  public boolean saturated() {
    return saturated;
  }
}

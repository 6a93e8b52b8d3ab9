package dev.sluice.core.invocation.pool;

/** What the pool asks about the machine. Thread-safe; quick, as it is asked between calls. */
public interface HostLoad {
  /** How many processes can run at the same time. */
  int processors();

  /** Whether all processors have been busy for the last moment; true while that is not known. */
  boolean saturated();
}

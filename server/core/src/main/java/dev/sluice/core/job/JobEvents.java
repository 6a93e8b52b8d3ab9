package dev.sluice.core.job;

/** Tells that jobs are over. Thread-safe. */
@FunctionalInterface
public interface JobEvents {

  /**
   * Has an event go to all who want it; that is certain on return. The same end may be told again.
   */
  void over(Job job);
}

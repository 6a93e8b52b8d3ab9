package dev.sluice.spi.sandbox;

import java.util.Map;

/**
 * What a function may tell the platform during a call, besides its answer. Called by the thread
 * that made the call.
 */
@FunctionalInterface
public interface Platform {
  /** One that hears nothing. */
  Platform DEAF = counts -> {};

  /**
   * The function has counted; at most once in a call, before it has answered. Nothing is checked:
   * the function may have made up all of it.
   *
   * @param counts by name
   */
  void counted(Map<String, Long> counts);
}

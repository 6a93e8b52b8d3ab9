package dev.sluice.core.job;

import dev.sluice.core.invocation.InvocationRecord;
import org.jspecify.annotations.Nullable;

/**
 * A task that has ended.
 *
 * @param task its number, 0 and up
 * @param invocation the last one that ran for it
 * @param record of that invocation without its payload; null once it is forgotten
 */
public record TaskEnd(
    long task, String invocation, Outcome outcome, @Nullable InvocationRecord record) {

  /** How it ended. */
  public enum Outcome {
    SUCCEEDED,
    /** It was given up, and is a dead letter. */
    FAILED,
    CANCELLED
  }
}

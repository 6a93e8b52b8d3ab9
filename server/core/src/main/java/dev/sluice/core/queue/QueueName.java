package dev.sluice.core.queue;

import dev.sluice.core.function.AsyncPolicy.Destination;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is of.
 *
 * @param function a function, or a destination that is none
 * @param association the association whose events it has; empty for asynchronous invocations
 */
public record QueueName(String namespace, String function, String association) {

  /** The sink that its events go to; null for none. */
  public @Nullable String sink() {
    return Destination.sink(function);
  }

  /** The workflow that its events start; null for none. */
  public @Nullable String workflow() {
    return Destination.workflow(function);
  }

  boolean isFunction() {
    return sink() == null && workflow() == null;
  }
}

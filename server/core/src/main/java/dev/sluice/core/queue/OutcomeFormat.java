package dev.sluice.core.queue;

import dev.sluice.core.invocation.InvocationRecord;
import dev.sluice.core.invocation.InvokeOutcome;
import org.jspecify.annotations.Nullable;

/** Writes events about how invocations ended. Thread-safe. */
public interface OutcomeFormat {

  /**
   * A CloudEvent in its JSON format, with the event that was run and what came of it.
   *
   * @param payload what the function got
   * @param outcome what the function answered; null where it did not answer
   */
  QueuedEvent.Content write(
      QueuedEvent event, byte[] payload, InvocationRecord record, @Nullable InvokeOutcome outcome);
}

package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.State;
import dev.sluice.core.workflow.engine.State.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it was after its last turn.
 *
 * @param version of the workflow, from its start to its end
 * @param key what its caller calls it by, or null; one execution of a workflow has it
 * @param endedAt null where it is not over
 * @param events how many its history has
 */
public record ExecutionRecord(
    String namespace,
    String id,
    String workflow,
    int version,
    @Nullable String key,
    Status status,
    Instant createdAt,
    @Nullable Instant endedAt,
    int events) {
  /** The same after so many more events. */
  ExecutionRecord after(State state, int more) {
    return new ExecutionRecord(
        namespace,
        id,
        workflow,
        version,
        key,
        state.status(),
        createdAt,
        state.status().isOver() ? Instant.ofEpochMilli(state.endedAt()) : null,
        events + more);
  }
}

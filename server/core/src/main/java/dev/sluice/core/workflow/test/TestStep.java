package dev.sluice.core.workflow.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.WorkflowError;
import org.jspecify.annotations.Nullable;

/**
 * A task that was done, or begun.
 *
 * @param task its number in the program
 * @param at when it began, in milliseconds since 1970, in the time of the test
 * @param endedAt when it ended; null where it did not
 * @param attempts how often what it tries was begun
 * @param rawInput what it got
 * @param input what {@code input.from} made of it; null where it was not asked
 * @param rawOutput what it gave; null where it gave nothing
 * @param output what {@code output.as} made of it
 * @param decision the case of a switch; null for none
 * @param error why it failed; null where it did not
 * @param call what it called; null for nothing
 */
public record TestStep(
    int task,
    Status status,
    long at,
    @Nullable Long endedAt,
    int attempts,
    JsonNode rawInput,
    @Nullable JsonNode input,
    @Nullable JsonNode rawOutput,
    @Nullable JsonNode output,
    @Nullable String decision,
    @Nullable WorkflowError error,
    @Nullable TestCall call) {

  /** What became of it. */
  public enum Status {
    COMPLETED,
    SKIPPED,
    FAULTED,
    /** Something around it ended it: another branch, an error, an end. */
    CANCELLED,
    WAITING
  }
}

package dev.sluice.core.workflow;

import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Program;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something that an execution is told.
 *
 * @param fresh the execution, where it begins with this; null where it is there
 * @param after its record once that is on disk; exceptional where it was not taken
 */
record Told(
    String namespace,
    String id,
    @Nullable Fresh fresh,
    Command command,
    CompletableFuture<ExecutionRecord> after) {

  /** An execution that begins. */
  record Fresh(ExecutionRecord record, Program program) {}

  /** Whether a caller waits, who is told where it fails. */
  boolean isAwaited() {
    return !(command instanceof Command.CallEnded
        || command instanceof Command.TimerDue
        || command instanceof Command.Continue);
  }

  /** The same, once more. */
  Told again() {
    return of(namespace, id, command);
  }

  static Told of(String namespace, String id, Command command) {
    return new Told(namespace, id, null, command, new CompletableFuture<>());
  }

  static Told start(Fresh fresh, Command.Start command) {
    ExecutionRecord record = fresh.record();
    return new Told(record.namespace(), record.id(), fresh, command, new CompletableFuture<>());
  }
}

package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Command;
import dev.sluice.core.workflow.engine.Program;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that the thread of the executions is told. */
sealed interface Told {
  /** It was not taken, and why. */
  void refuse(Throwable why);

  /** Whether it is told again where it was not taken, because nobody else would. */
  boolean again();

  /**
   * An execution is told something.
   *
   * @param fresh the execution, where it begins with this; null where it is there
   * @param after its record once that is on disk; exceptional where it was not taken
   */
  record One(
      String namespace,
      String id,
      @Nullable Fresh fresh,
      Command command,
      CompletableFuture<ExecutionRecord> after)
      implements Told {

    static One of(String namespace, String id, Command command) {
      return new One(namespace, id, null, command, new CompletableFuture<>());
    }

    static One start(Fresh fresh, Command.Start command) {
      ExecutionRecord record = fresh.record();
      return new One(record.namespace(), record.id(), fresh, command, new CompletableFuture<>());
    }

    @Override
    public void refuse(Throwable why) {
      after.completeExceptionally(why);
    }

    @Override
    public boolean again() {
      return command instanceof Command.CallEnded || command instanceof Command.Continue;
    }
  }

  /** An execution that begins. */
  record Fresh(ExecutionRecord record, Program program) {}

  /**
   * Events arrive, for whoever waits for them.
   *
   * @param after completed once what follows is on disk
   */
  record Arrival(List<Delivery> events, CompletableFuture<Void> after) implements Told {
    @Override
    public void refuse(Throwable why) {
      after.completeExceptionally(why);
    }

    @Override
    public boolean again() {
      return false;
    }
  }

  /**
   * An event that arrives.
   *
   * @param event in the JSON format of CloudEvents
   * @param kept whether it waits where nobody waits for it yet
   */
  record Delivery(String namespace, JsonNode event, boolean kept) {}

  /** An execution that began to wait is shown events that came before. */
  record Early(String namespace, String id, List<EarlyEvent> events) implements Told {
    @Override
    public void refuse(Throwable why) {
      // They stay where they are.
    }

    @Override
    public boolean again() {
      return true;
    }
  }

  /** What an execution's first events ask of the outside is done. */
  record Done(String namespace, String id, int events) implements Told {
    @Override
    public void refuse(Throwable why) {
      // It is told again.
    }

    @Override
    public boolean again() {
      return true;
    }
  }

  /** A timer of an execution is due. */
  record Wake(String namespace, String id) implements Told {
    @Override
    public void refuse(Throwable why) {
      // It is told again.
    }

    @Override
    public boolean again() {
      return true;
    }
  }
}

package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.workflow.engine.Engine.PendingCall;
import dev.sluice.core.workflow.engine.WorkflowError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What executions do to the world. Thread-safe. */
public interface Outside {
  /** A call came to no result. */
  final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient WorkflowError error;

    /** The call ends with this error. */
    public CallFailedException(WorkflowError error) {
      super(error.title(), null, false, false);
      this.error = error;
    }

    WorkflowError error() {
      return error;
    }
  }

  /**
   * Makes a call and waits. After a restart it may be made again, with the same key.
   *
   * @param of the execution that makes it
   * @param authentication filled for this call; null for none
   */
  JsonNode call(ExecutionRecord of, PendingCall call, @Nullable JsonNode authentication)
      throws CallFailedException, InterruptedException;

  /**
   * The value of a secret.
   *
   * @throws dev.sluice.core.SluiceException {@code SECRET_NOT_FOUND}
   */
  String secret(String namespace, String name);

  /** Publishes events, in JSON; after a restart they may be published again, with the same ids. */
  void publish(String namespace, List<JsonNode> events);

  /** Whether anybody in a namespace wants to know what happens to executions. */
  boolean isWatched(String namespace);
}

package dev.sluice.core.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.core.live.LiveMessage;

/**
 * A lifecycle event of an execution, for those who watch. Immutable.
 *
 * @param action {@code workflow.started}, {@code task.completed} ...
 * @param event the CloudEvent
 */
public record LifecycleEvent(String namespace, String workflow, String action, JsonNode event)
    implements LiveMessage {

  /** None. */
  @Override
  public String function() {
    return "";
  }
}

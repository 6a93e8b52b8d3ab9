package dev.sluice.core.rollout;

import dev.sluice.core.live.LiveMessage;
import dev.sluice.core.rollout.State.Action;
import org.jspecify.annotations.Nullable;

/**
 * Something was decided of a rollout, or the server looked at it.
 *
 * @param action null where it only looked
 * @param now the rollout with its numbers as they are
 */
public record RolloutChanged(@Nullable Action action, Rollout now) implements LiveMessage {
  @Override
  public String namespace() {
    return now.namespace();
  }

  @Override
  public String function() {
    return now.function();
  }
}

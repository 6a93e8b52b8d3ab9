package dev.sluice.core.build;

import dev.sluice.core.live.LiveMessage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One build, as it starts and as it ends.
 *
 * @param id grows with time
 * @param recipe what asked for it, as {@code requirements.txt} or {@code command}
 * @param duration null while it runs
 * @param error why it failed, one sentence; null otherwise
 * @param digest of the code that it made; null otherwise
 */
public record BuildRecord(
    String id,
    String namespace,
    String function,
    String recipe,
    State state,
    Instant startedAt,
    @Nullable Duration duration,
    @Nullable String error,
    @Nullable String digest)
    implements LiveMessage {

  /** Where it is. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  BuildRecord ended(
      State how, Duration after, @Nullable String reason, @Nullable String digestOfCode) {
    return new BuildRecord(
        id, namespace, function, recipe, how, startedAt, after, reason, digestOfCode);
  }
}

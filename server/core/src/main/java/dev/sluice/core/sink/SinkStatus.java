package dev.sluice.core.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a sink did since the server started.
 *
 * @param sent events that the other side has
 * @param failed times that it did not take one
 * @param lastSentAt when it took the last one; null for never
 * @param lastProblem why it did not take one, last; or null
 */
public record SinkStatus(
    long sent, long failed, @Nullable Instant lastSentAt, @Nullable String lastProblem) {

  /** Of one that did nothing. */
  static final SinkStatus NONE = new SinkStatus(0, 0, null, null);

  SinkStatus sentAt(Instant now) {
    return new SinkStatus(sent + 1, failed, now, lastProblem);
  }

  SinkStatus failed(String why) {
    return new SinkStatus(sent, failed + 1, lastSentAt, why);
  }
}

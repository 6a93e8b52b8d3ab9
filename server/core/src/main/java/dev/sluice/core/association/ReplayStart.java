package dev.sluice.core.association;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay begins; one of the three.
 *
 * @param position 1 and up
 * @param time when the first event was accepted, at the earliest
 * @param event the id of a CloudEvent
 */
public record ReplayStart(@Nullable Long position, @Nullable Instant time, @Nullable String event) {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * As above.
   *
   * @throws SluiceException {@code INVALID_REQUEST}
   */
  public ReplayStart {
    if (Stream.of(position, time, event).filter(Objects::nonNull).count() != 1) {
      throw invalid("The replay does not say where it begins, or says it twice.");
    }
    if (position != null && position < 1) {
      throw invalid("The position " + position + " is not above 0.");
    }
    if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
      throw invalid("The time " + time + " is out of range.");
    }
  }

  private static SluiceException invalid(String detail) {
    return new SluiceException(
        ErrorCode.INVALID_REQUEST, detail, "Give one of position, time and event.");
  }
}

package dev.sluice.source.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times that can be told before. Immutable. */
public interface Schedule {

  /** The first time after another, or null for never again. */
  @Nullable Instant next(Instant after);
}

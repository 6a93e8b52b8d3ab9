package dev.sluice.core.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What knows of the times of cron expressions. Thread-safe. */
public interface CronTimes {
  /**
   * The first time after another; null for never again.
   *
   * @throws IllegalArgumentException where the text is none, with one sentence for people
   */
  @Nullable Instant next(String text, Instant after);
}

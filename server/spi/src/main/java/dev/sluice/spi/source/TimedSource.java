package dev.sluice.spi.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A kind whose events come at times that can be told before. Thread-safe. */
public interface TimedSource extends SourceKind {

  /**
   * The first time after another.
   *
   * @param settings checked
   * @param after exclusive
   * @return null for never again
   */
  @Nullable Instant next(Settings settings, Instant after);

  /**
   * The event of a time; the same one with the same id for the same time.
   *
   * @param due one of {@link #next}
   */
  SourceEvent event(Settings settings, Instant due);

  /** What becomes of times that passed while the server did not run. */
  Missed missed(Settings settings);

  /** Policies for times that were missed. */
  enum Missed {
    /** They are left out. */
    SKIP,
    /** The last of them comes late. */
    LAST,
    /** All of them come late. */
    ALL
  }
}

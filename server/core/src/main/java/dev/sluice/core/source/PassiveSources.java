package dev.sluice.core.source;

import java.util.List;

/** The sources that others send to. Thread-safe. */
public interface PassiveSources {

  /** Another number whenever {@link #passive} may say something else than before. */
  long generation();

  /** Those of a kind that are neither paused nor failed. */
  List<PassiveSource> passive(String kind);
}

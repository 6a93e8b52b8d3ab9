package dev.sluice.core.source;

import dev.sluice.spi.source.Settings;
import dev.sluice.spi.source.SourceKind;

/** A source that others send to, while it is neither paused nor failed. Thread-safe. */
public final class PassiveSource {
  private final Source source;
  private final SourceKind kind;
  private final Settings settings;
  private final Activity activity;

  PassiveSource(Source source, SourceKind kind, Settings settings, Activity activity) {
    this.source = source;
    this.kind = kind;
    this.settings = settings;
    this.activity = activity;
  }

  Source source() {
    return source;
  }

  SourceKind kind() {
    return kind;
  }

  Activity activity() {
    return activity;
  }

  /** What its definition says. */
  public Settings settings() {
    return settings;
  }

  /** An event came. */
  public void came() {
    activity.came(1, 0, null);
  }

  /** A request was refused. */
  public void refused(String problem) {
    activity.refused(problem);
  }
}

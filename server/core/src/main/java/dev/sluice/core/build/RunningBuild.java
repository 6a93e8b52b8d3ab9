package dev.sluice.core.build;

import dev.sluice.core.SluiceException;
import dev.sluice.core.Ticker;
import dev.sluice.core.live.LiveHub;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build while it runs: its log in memory, told live and stored now and then. Thread-safe. */
final class RunningBuild {
  private static final Logger LOG = LoggerFactory.getLogger(RunningBuild.class);

  /** A server that is killed loses at most so much of the log. */
  private static final Duration SAVED_EVERY = Duration.ofSeconds(1);

  private final BuildRecord build;
  private final BuildStore store;
  private final LiveHub live;
  private final Ticker ticker;
  private final BuildLog log = new BuildLog(BuildStore.LOG_CHARS);
  private final long began;
  private long saved;

  RunningBuild(BuildRecord build, BuildStore store, LiveHub live, Ticker ticker) {
    this.build = build;
    this.store = store;
    this.live = live;
    this.ticker = ticker;
    this.began = ticker.nanos();
    this.saved = began;
  }

  BuildRecord build() {
    return build;
  }

  BuildLog log() {
    return log;
  }

  /** Takes a line; called by one thread. */
  void line(String text) {
    long number = log.add(text);
    live.publish(new BuildLine(build.namespace(), build.function(), build.id(), number, text));
    long now = ticker.nanos();
    if (now - saved >= SAVED_EVERY.toNanos()) {
      saved = now;
      save();
    }
  }

  /** A log that is not stored now is stored at the end. */
  private void save() {
    BuildStore.StoredLog stored = log.stored();
    try {
      store.saveLog(build.id(), stored.text(), stored.firstLine());
    } catch (SluiceException e) {
      LOG.warn("The log of build {} is not stored for now.", build.id(), e);
    }
  }

  Duration age() {
    return Duration.ofNanos(ticker.nanos() - began);
  }
}

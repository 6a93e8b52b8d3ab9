package dev.sluice.core.source;

import dev.sluice.api.LogOwner;
import dev.sluice.core.log.PlatformLog;
import dev.sluice.spi.sandbox.OutputSink.Level;

/**
 * The log of one source. Thread-safe.
 *
 * @param name of the source
 */
record SourceLog(PlatformLog log, String namespace, String name) {

  static SourceLog of(PlatformLog log, Source source) {
    return new SourceLog(log, source.namespace(), source.name());
  }

  void info(String text) {
    write(Level.INFO, text);
  }

  void warn(String text) {
    write(Level.WARN, text);
  }

  void error(String text) {
    write(Level.ERROR, text);
  }

  private void write(Level level, String text) {
    log.write(new PlatformLog.Entry(namespace, LogOwner.source(name), "", "", level, text));
  }
}

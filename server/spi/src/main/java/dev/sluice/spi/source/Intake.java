package dev.sluice.spi.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a connection brings its events. Confined to the thread that runs the connection. */
public interface Intake {

  /** The connection is open: from now on the source counts as running. */
  void connected();

  /**
   * Takes events, all or none; they are on disk on return. It blocks while the server cannot take
   * more, which is how a source is slowed down.
   *
   * @throws InterruptedException the connection is being closed; nothing was taken
   */
  void accept(List<SourceEvent> events) throws InterruptedException;

  /**
   * What {@link #remember} kept last under this key, over connections and restarts of the server;
   * null for nothing.
   *
   * @param key at most 200 characters
   */
  @Nullable String recall(String key);

  /**
   * Keeps where the source stands, for sources that do not know it themselves. It may be lost with
   * the last moments before a crash, and not without what was remembered after it; so events that
   * were accepted since may come again, and none may be missed.
   *
   * @param key at most 200 characters
   * @param position at most 64 KiB; null forgets the key
   */
  void remember(String key, @Nullable String position);
}

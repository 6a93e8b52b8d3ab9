package dev.sluice.studio.core.connection;

import org.jspecify.annotations.Nullable;

/**
 * Which server the user wants.
 *
 * @param url the address given by hand; null for the server of this machine
 */
public record ServerChoice(@Nullable String url) {
  /** Whatever server runs on this machine. */
  public static final ServerChoice LOCAL = new ServerChoice(null);

  /** Whether the server is to be found by itself. */
  public boolean local() {
    return url == null;
  }
}

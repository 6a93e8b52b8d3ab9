package dev.sluice.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is and how to be let in.
 *
 * @param url base, for example {@code http://127.0.0.1:8640}
 * @param token bearer token; null sends none
 * @param namespace the namespace to act in; null for the token's own
 */
public record Connection(URI url, @Nullable String token, @Nullable String namespace) {
  public Connection {
    if (url.getScheme() == null || !url.getScheme().matches("https?") || url.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + url + "' is not a server's address: give one like http://127.0.0.1:8640");
    }
  }

  /** The record without its secret. */
  @Override
  public String toString() {
    return url + (namespace == null ? "" : " namespace " + namespace);
  }
}

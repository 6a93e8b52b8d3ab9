package dev.sluice.source.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a database is. */
record DatabaseAddress(String host, int port, String database) {
  private static final int PORT = 5432;

  /**
   * Reads {@code postgresql://host[:port]/database}.
   *
   * @throws IllegalArgumentException with what is wrong, in a sentence
   */
  static DatabaseAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URI: " + e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getPath() == null ? "" : uri.getPath();
    boolean whole = uri.getHost() != null && path.length() > 1 && path.indexOf('/', 1) < 0;
    if (!(scheme.equals("postgresql") || scheme.equals("postgres")) || !whole) {
      throw new IllegalArgumentException("it is not like postgresql://host:5432/database");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException(
          "it has a user or parameters; the user belongs into 'user' with the 'password'");
    }
    return new DatabaseAddress(
        uri.getHost(), uri.getPort() < 0 ? PORT : uri.getPort(), path.substring(1));
  }

  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}

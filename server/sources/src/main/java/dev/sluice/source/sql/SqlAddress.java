package dev.sluice.source.sql;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a database is. Addresses of JDBC are not taken: they can name files of the server's host
 * and classes to be run in it.
 *
 * @param h2 whether it is a server of H2, and else of PostgreSQL
 */
record SqlAddress(boolean h2, String host, int port, String database) {
  private static final int POSTGRES_PORT = 5432;
  private static final int H2_PORT = 9092;
  private static final Pattern H2_NAME = Pattern.compile("[A-Za-z0-9_~./:-]+");

  /**
   * Reads {@code postgresql://host[:port]/database} or {@code h2://host[:port]/name}.
   *
   * @throws IllegalArgumentException with what is wrong, in half a sentence
   */
  static SqlAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URI: " + e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getPath() == null ? "" : uri.getPath();
    boolean h2 = scheme.equals("h2");
    boolean known = h2 || scheme.equals("postgresql") || scheme.equals("postgres");
    if (!known || uri.getHost() == null || path.length() < 2) {
      throw new IllegalArgumentException(
          "it is not like postgresql://host:5432/database or h2://host:9092/name");
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "it has a user or parameters; the user belongs into 'user' with the 'password'");
    }
    String database = path.substring(1);
    if (h2 ? !H2_NAME.matcher(database).matches() : database.indexOf('/') >= 0) {
      throw new IllegalArgumentException("'" + database + "' is no name of a database");
    }
    int usual = h2 ? H2_PORT : POSTGRES_PORT;
    return new SqlAddress(h2, uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort(), database);
  }

  String jdbc() {
    return h2
        ? "jdbc:h2:tcp://%s:%d/%s".formatted(host, port, database)
        : "jdbc:postgresql://%s:%d/%s"
            .formatted(host, port, URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}

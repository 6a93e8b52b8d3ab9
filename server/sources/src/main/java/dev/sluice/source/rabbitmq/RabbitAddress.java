package dev.sluice.source.rabbitmq;

import dev.sluice.spi.source.InvalidSettingException;
import dev.sluice.spi.source.Option;
import dev.sluice.spi.source.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker is, and who comes.
 *
 * @param user null for the broker's usual one
 * @param virtualHost {@code /} where nothing is said
 */
record RabbitAddress(
    String host, int port, boolean tls, @Nullable String user, String virtualHost) {
  private static final int PORT = 5672;
  private static final int TLS_PORT = 5671;

  /** What definitions say of it. */
  static List<Option> options() {
    return List.of(
        Option.text("uri", "The broker: amqp://user@host:5672/virtual-host, or amqps for TLS.")
            .must(),
        Option.secret("password", "The user's password."));
  }

  /** Refuses what is no address. */
  static void check(Settings settings) throws InvalidSettingException {
    try {
      RabbitAddress unused = parse(settings.text("uri"));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("uri", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads {@code amqp[s]://[user@]host[:port][/virtual-host]}.
   *
   * @throws IllegalArgumentException with what is wrong, in a sentence
   */
  static RabbitAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URI: " + e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("amqps");
    if ((!tls && !scheme.equals("amqp")) || uri.getHost() == null) {
      throw new IllegalArgumentException("it is not like amqp://user@host:5672/virtual-host");
    }
    String user = uri.getUserInfo();
    if (user != null && user.contains(":")) {
      throw new IllegalArgumentException("it has a password, which belongs into 'password'");
    }
    int port = uri.getPort() < 0 ? (tls ? TLS_PORT : PORT) : uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    return new RabbitAddress(
        uri.getHost(), port, tls, user, path.length() <= 1 ? "/" : path.substring(1));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

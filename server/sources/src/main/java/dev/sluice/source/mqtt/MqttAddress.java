package dev.sluice.source.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where a broker is. */
record MqttAddress(String host, int port, boolean tls) {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads {@code tcp://host[:port]} or {@code ssl://host[:port]}; {@code mqtt} and {@code mqtts}
   * mean the same.
   *
   * @throws IllegalArgumentException with what is wrong, in a sentence
   */
  static MqttAddress parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("it is no URL: " + e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("ssl") || scheme.equals("mqtts");
    boolean plain = scheme.equals("tcp") || scheme.equals("mqtt");
    if ((!tls && !plain) || uri.getHost() == null) {
      throw new IllegalArgumentException("it is not like tcp://host:1883 or ssl://host:8883");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "it has a user, who belongs into 'user' with the 'password'");
    }
    int port = uri.getPort() < 0 ? (tls ? TLS_PORT : PORT) : uri.getPort();
    return new MqttAddress(uri.getHost(), port, tls);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

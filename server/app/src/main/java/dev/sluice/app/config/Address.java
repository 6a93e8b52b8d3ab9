package dev.sluice.app.config;

/**
 * Where to listen.
 *
 * @param host a name or a literal address, IPv6 without brackets
 * @param port 0 lets the system choose
 */
public record Address(String host, int port) {

  /**
   * Reads HOST:PORT, with an IPv6 address in brackets.
   *
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("put an IPv6 address in brackets, like [::1]:8640");
    }
    String port = colon < 0 ? "" : text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("give HOST:PORT, like 127.0.0.1:8640");
    }
    return new Address(host, Integer.parseInt(port));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}

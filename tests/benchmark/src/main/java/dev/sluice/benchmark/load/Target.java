package dev.sluice.benchmark.load;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What to load: an address and the bytes of one request.
 *
 * @param address the listener
 * @param request a whole HTTP/1.1 request, sent over and over on a connection that stays open
 */
public record Target(InetSocketAddress address, byte[] request) {

  /** A POST of JSON to this address. */
  public static Target post(URI uri, Map<String, String> headers, String body) {
    byte[] payload = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    head.append("POST ").append(uri.getRawPath()).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Type: application/json\r\nContent-Length: ").append(payload.length);
    head.append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[start.length + payload.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(payload, 0, request, start.length, payload.length);
    return new Target(new InetSocketAddress(uri.getHost(), uri.getPort()), request);
  }
}

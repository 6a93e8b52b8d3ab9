package dev.sluice.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A synchronous invocation.
 *
 * @param qualifier {@code latest}, a version number or an alias
 * @param payload the event, sent as it is
 * @param contentType its media type
 * @param headers sent besides, for example one that an alias's routing key names
 * @param logTail whether the answer should bring the last lines of the log
 */
public record InvokeRequest(
    String qualifier,
    byte[] payload,
    String contentType,
    Map<String, String> headers,
    boolean logTail) {
  public InvokeRequest {
    headers = Map.copyOf(headers);
  }

  /** One without other headers. */
  public InvokeRequest(String qualifier, byte[] payload, String contentType, boolean logTail) {
    this(qualifier, payload, contentType, Map.of(), logTail);
  }

  /** A JSON event for {@code latest}. */
  public static InvokeRequest json(String event) {
    return new InvokeRequest(
        "latest", event.getBytes(StandardCharsets.UTF_8), "application/json", false);
  }

  /** The same for another qualifier. */
  public InvokeRequest to(String otherQualifier) {
    return new InvokeRequest(otherQualifier, payload, contentType, headers, logTail);
  }

  /** The same with these headers. */
  public InvokeRequest with(Map<String, String> otherHeaders) {
    return new InvokeRequest(qualifier, payload, contentType, otherHeaders, logTail);
  }

  /** The same with the log's tail in the answer. */
  public InvokeRequest withLogTail() {
    return new InvokeRequest(qualifier, payload, contentType, headers, true);
  }
}

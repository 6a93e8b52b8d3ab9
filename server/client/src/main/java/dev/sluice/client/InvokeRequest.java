package dev.sluice.client;

/**
 * A synchronous invocation.
 *
 * @param qualifier {@code latest}, a version number or an alias
 * @param payload the event, sent as it is
 * @param contentType its media type
 * @param logTail whether the answer should bring the last lines of the log
 */
public record InvokeRequest(String qualifier, byte[] payload, String contentType, boolean logTail) {

  /** A JSON event for {@code latest}. */
  public static InvokeRequest json(String event) {
    return new InvokeRequest(
        "latest",
        event.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "application/json",
        false);
  }

  /** The same for another qualifier. */
  public InvokeRequest to(String otherQualifier) {
    return new InvokeRequest(otherQualifier, payload, contentType, logTail);
  }

  /** The same with the log's tail in the answer. */
  public InvokeRequest withLogTail() {
    return new InvokeRequest(qualifier, payload, contentType, true);
  }
}

package dev.sluice.client;

import dev.sluice.api.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a synchronous invocation came to.
 *
 * @param invocation id of its record
 * @param version which version served it: {@code latest} or a number
 * @param cold whether an instance was started for it
 * @param durationMs milliseconds inside the server
 * @param body the function's answer; empty when it failed
 * @param contentType the answer's media type
 * @param problem why the function failed; null when it succeeded
 * @param logTail the last lines of the log when asked for, else empty
 */
public record InvokeResult(
    String invocation,
    String version,
    boolean cold,
    double durationMs,
    byte[] body,
    String contentType,
    @Nullable Problem problem,
    List<String> logTail) {
  public InvokeResult {
    logTail = List.copyOf(logTail);
  }

  /** Whether the function answered. */
  public boolean succeeded() {
    return problem == null;
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}

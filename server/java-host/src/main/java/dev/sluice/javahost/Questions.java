package dev.sluice.javahost;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server during a call. One thread at a time; none once the call has its answer, which
 * waits for the last one. Thread-safe.
 */
final class Questions {
  private final @Nullable Wire wire;
  private byte @Nullable [] call;

  /** Asks on this; null for one that nobody ever asks. */
  Questions(@Nullable Wire wire) {
    this.wire = wire;
  }

  synchronized void begin(byte[] id) {
    call = id;
  }

  synchronized void end() {
    call = null;
  }

  /**
   * What the server answers.
   *
   * @throws SecurityException where a role does not allow it
   * @throws IllegalStateException where it fails otherwise, or the call is over
   */
  synchronized @Nullable Object ask(Map<String, ?> question) {
    byte[] id = call;
    if (id == null || wire == null) {
      throw new IllegalStateException("The call is over: ask before the handler returns.");
    }
    try {
      byte[] body = Json.OURS.writeValueAsBytes(question);
      wire.send('Q', id, body);
      byte[] frame = wire.receive();
      if (frame == null) {
        throw new IllegalStateException("The server has gone.");
      }
      JsonNode answer = Json.OURS.readTree(frame, 1, frame.length - 1);
      JsonNode error = answer.get("error");
      if (error == null) {
        return Json.OURS.treeToValue(answer.path("value"), Object.class);
      }
      String message = error.path("code").asText() + ": " + error.path("message").asText();
      throw message.startsWith("role-denies:")
          ? new SecurityException(message)
          : new IllegalStateException(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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
  private final Answers answers;
  private byte @Nullable [] call;

  /** Where answers come from. */
  @FunctionalInterface
  interface Answers {
    /** The frame with the next one; null when the server has gone. */
    byte @Nullable [] next() throws IOException;
  }

  /**
   * Asks on this, where nobody else receives.
   *
   * @param wire null for one that nobody ever asks
   * @param call as it stands in frames
   */
  Questions(@Nullable Wire wire, byte[] call) {
    this(wire, call, wire == null ? () -> null : wire::receive);
  }

  /** Asks on this, where somebody else receives. */
  Questions(@Nullable Wire wire, byte[] call, Answers answers) {
    this.wire = wire;
    this.answers = answers;
    this.call = call;
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
      byte[] frame = answers.next();
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

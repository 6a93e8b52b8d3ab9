package dev.sluice.javahost;

import org.jspecify.annotations.Nullable;

/** A function that is loaded. */
@FunctionalInterface
interface Handler {

  /**
   * Runs it once.
   *
   * @param deadline when the server will end it, in milliseconds since 1970
   * @throws Throwable whatever the function throws, without wrapping
   */
  Answer call(Wire.Call call, long deadline) throws Throwable;

  /**
   * What it answers.
   *
   * @param bindings what it has set for its bindings, as JSON; null for nothing
   */
  record Answer(String contentType, byte[] body, byte @Nullable [] bindings) {
    Answer(String contentType, byte[] body) {
      this(contentType, body, null);
    }

    Answer with(byte @Nullable [] set) {
      return new Answer(contentType, body, set);
    }

    static Answer json(byte[] body) {
      return new Answer("application/json", body);
    }

    static Answer bytes(byte[] body) {
      return new Answer("application/octet-stream", body);
    }
  }
}

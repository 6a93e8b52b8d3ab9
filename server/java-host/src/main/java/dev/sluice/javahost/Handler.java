package dev.sluice.javahost;

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

  /** What it answers. */
  record Answer(String contentType, byte[] body) {
    static Answer json(byte[] body) {
      return new Answer("application/json", body);
    }

    static Answer bytes(byte[] body) {
      return new Answer("application/octet-stream", body);
    }
  }
}

package dev.sluice.spi.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a function may tell and ask the platform during a call, besides its answer. Called by the
 * thread that made the call. Nothing is checked: the function may have made up all of it.
 */
public interface Platform {
  /** One that hears nothing, and denies all. */
  Platform DEAF =
      new Platform() {
        @Override
        public void counted(Map<String, Long> counts) {}

        @Override
        public byte[] asked(byte[] question) {
          return denied();
        }

        @Override
        public byte[] askedTooMuch(long bytes, int most) {
          return denied();
        }

        private byte[] denied() {
          return "{\"error\":{\"code\":\"role-denies\",\"status\":403,\"message\":\"There is no platform.\"}}"
              .getBytes(StandardCharsets.UTF_8);
        }
      };

  /**
   * The function has counted; at most once in a call, before it has answered.
   *
   * @param counts by name
   */
  void counted(Map<String, Long> counts);

  /**
   * The function asks for something and waits; any number of times, one after the other.
   *
   * @param question an object in JSON, perhaps
   * @return an object in JSON with {@code value}, or with {@code error}, which has {@code code},
   *     {@code status} as of HTTP, and {@code message}
   */
  byte[] asked(byte[] question);

  /**
   * The function asks for something in more bytes than are read, which have been passed over.
   *
   * @param bytes how many it had
   * @param most how many it may have
   * @return as of {@link #asked}
   */
  byte[] askedTooMuch(long bytes, int most);
}

package dev.sluice.app.http;

import dev.sluice.api.ErrorCode;
import dev.sluice.core.SluiceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads request bodies into memory, up to a limit and never beyond. */
final class Bodies {
  private static final int STEP = 64 << 10;

  private Bodies() {}

  /**
   * The whole body.
   *
   * @param length the Content-Length header's value, or null
   * @throws SluiceException {@code PAYLOAD_TOO_LARGE}, before anything is read where the length
   *     says so
   */
  static byte[] read(InputStream in, @Nullable String length, int limit) {
    requireLength(length, limit, ErrorCode.PAYLOAD_TOO_LARGE);
    int expected = length == null ? -1 : Integer.parseInt(length);
    try {
      return expected < 0 ? unknown(in, limit) : known(in, expected);
    } catch (IOException e) {
      throw new SluiceException(
          ErrorCode.INVALID_REQUEST, "The body did not arrive as a whole.", null, e);
    }
  }

  /** Refuses what says itself that it is too large. */
  static void requireLength(@Nullable String length, long limit, ErrorCode code) {
    if (length != null && (length.length() > 18 || Long.parseLong(length) > limit)) {
      throw tooLarge(code, "has " + length + " bytes", limit);
    }
  }

  private static byte[] known(InputStream in, int expected) throws IOException {
    byte[] body = in.readNBytes(expected);
    if (body.length < expected) {
      throw new IOException("the connection ended");
    }
    return body;
  }

  private static byte[] unknown(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] step = new byte[STEP];
    int count = in.read(step);
    while (count >= 0) {
      body.write(step, 0, count);
      if (body.size() > limit) {
        throw tooLarge(ErrorCode.PAYLOAD_TOO_LARGE, "has more bytes than allowed", limit);
      }
      count = in.read(step);
    }
    return body.toByteArray();
  }

  private static SluiceException tooLarge(ErrorCode code, String what, long limit) {
    return new SluiceException(
        code,
        "The body " + what + "; at most " + limit + " are allowed.",
        "Send less, or a reference to where the data is.");
  }
}

package dev.sluice.source.git;

import dev.sluice.source.message.NetworkFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The pack in a repository's answer, which comes in lines with their length in front, among what is
 * meant for people. Not thread-safe.
 */
final class PackAnswer extends InputStream {
  private static final int LENGTH_DIGITS = 4;
  private static final int DATA = 1;
  private static final int ERROR = 3;

  private final InputStream in;
  private byte[] line = new byte[0];
  private int next;
  private boolean ended;

  /**
   * Reads up to the pack.
   *
   * @throws NetworkFailure when the repository says why there is none
   */
  PackAnswer(InputStream in) throws IOException {
    this.in = in;
    for (String text = text(); !text.equals("NAK"); text = text()) {
      if (text.startsWith("ERR ")) {
        throw new NetworkFailure(text.substring("ERR ".length()), null);
      }
      if (ended) {
        throw cutOff();
      }
    }
  }

  /** A line of text; empty for the end of a part. */
  private String text() throws IOException {
    byte[] bytes = line();
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private byte @org.jspecify.annotations.Nullable [] line() throws IOException {
    byte[] digits = in.readNBytes(LENGTH_DIGITS);
    if (digits.length == 0) {
      ended = true;
      return null;
    }
    int length;
    try {
      length = Integer.parseInt(new String(digits, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      throw new IOException("The repository's answer is malformed.", e);
    }
    if (length == 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(length - LENGTH_DIGITS);
    if (length < LENGTH_DIGITS || bytes.length != length - LENGTH_DIGITS) {
      throw cutOff();
    }
    return bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (next >= line.length) {
      if (ended || !nextData()) {
        return -1;
      }
    }
    int count = Math.min(length, line.length - next);
    System.arraycopy(line, next, buffer, offset, count);
    next += count;
    return count;
  }

  private boolean nextData() throws IOException {
    byte[] bytes = line();
    if (bytes == null) {
      ended = true;
      return false;
    }
    int band = bytes.length == 0 ? 0 : bytes[0];
    if (band == ERROR) {
      throw new NetworkFailure(
          new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8).strip(), null);
    }
    line = band == DATA ? bytes : new byte[0];
    next = band == DATA ? 1 : 0;
    return true;
  }

  private static IOException cutOff() {
    return new IOException("The repository's answer is cut off.");
  }
}

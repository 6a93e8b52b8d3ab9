package dev.sluice.benchmark.load;

import java.nio.charset.StandardCharsets;

/** Finds the end of an HTTP/1.1 answer with a Content-Length. */
final class Answer {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ACCEPTED = "HTTP/1.1 202".getBytes(StandardCharsets.US_ASCII);

  private Answer() {}

  /** Whether the status is 200 or 202. */
  static boolean isOk(byte[] bytes, int size) {
    return matches(bytes, 0, size, OK) || matches(bytes, 0, size, ACCEPTED);
  }

  /**
   * Where the answer ends: its size in bytes, or -1 while its headers are incomplete.
   *
   * @throws IllegalStateException when it has no Content-Length
   */
  static int end(byte[] bytes, int size) {
    int length = -1;
    for (int i = 0; i + 3 < size; i++) {
      if (bytes[i] != '\r' || bytes[i + 1] != '\n') {
        continue;
      }
      if (bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
        if (length < 0) {
          throw new IllegalStateException(
              "no Content-Length in: " + new String(bytes, 0, i, StandardCharsets.ISO_8859_1));
        }
        return i + 4 + length;
      }
      if (matches(bytes, i + 2, size, LENGTH)) {
        length = number(bytes, i + 2 + LENGTH.length, size);
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at, int size, byte[] lower) {
    if (at + lower.length > size) {
      return false;
    }
    for (int i = 0; i < lower.length; i++) {
      byte b = bytes[at + i];
      if (b != lower[i] && (b | 0x20) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int at, int size) {
    int number = 0;
    int i = at;
    while (i < size && bytes[i] == ' ') {
      i++;
    }
    while (i < size && bytes[i] >= '0' && bytes[i] <= '9') {
      number = number * 10 + bytes[i] - '0';
      i++;
    }
    return number;
  }
}

package dev.sluice.app.http;

import dev.sluice.core.invocation.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The end of an invocation's log as a header. */
final class LogTail {
  static final int MOST_BYTES = 4 << 10;

  private LogTail() {}

  /** The last whole lines that fit, in base64; of a line that alone is too long, its end. */
  static String encode(List<LogRecord> lines) {
    byte[] tail = new byte[MOST_BYTES];
    int from = MOST_BYTES;
    for (int i = lines.size() - 1; i >= 0; i--) {
      byte[] line = (lines.get(i).text() + "\n").getBytes(StandardCharsets.UTF_8);
      if (line.length > from) {
        if (from == MOST_BYTES) {
          int skip = characterAt(line, line.length - MOST_BYTES);
          from = MOST_BYTES - (line.length - skip);
          System.arraycopy(line, skip, tail, from, line.length - skip);
        }
        break;
      }
      from -= line.length;
      System.arraycopy(line, 0, tail, from, line.length);
    }
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(tail, from, MOST_BYTES));
  }

  /** The first index from here on at which a character of UTF-8 begins. */
  private static int characterAt(byte[] text, int index) {
    int at = index;
    while (at < text.length && (text[at] & 0xc0) == 0x80) {
      at++;
    }
    return at;
  }
}

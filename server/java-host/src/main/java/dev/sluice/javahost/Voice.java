package dev.sluice.javahost;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Whose lines they are that a thread writes: what their tags say, and text that has no line end
 * yet. Guarded by the stream that is written to.
 */
final class Voice {
  private static final char SEPARATOR = '\u001e';

  private final char kind;
  private final String own;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Voice(char kind, String own) {
    this.kind = kind;
    this.own = own;
  }

  /** Of the one call that there is; where there are several, of none of them. */
  static Voice nobody() {
    return new Voice('T', "");
  }

  /** Of one of several calls. */
  static Voice of(String call) {
    return new Voice('U', call + " ");
  }

  /** What a line begins with. */
  String tag(char stream, char level) {
    return "" + SEPARATOR + kind + stream + level + own;
  }

  /** The same as it goes out. */
  byte[] tagBytes(char stream, char level) {
    return tag(stream, level).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What came on a stream since its last line end. */
  ByteArrayOutputStream partial(char stream) {
    return stream == 'O' ? out : err;
  }
}

package dev.sluice.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes cut up, since a column of bytes takes at most a mebibyte on H2. */
public final class Pieces {
  /** Of each piece but the last. */
  public static final int BYTES = 512 << 10;

  private Pieces() {}

  /** Whether so many bytes are more than one piece. */
  public static boolean needed(long bytes) {
    return bytes > BYTES;
  }

  /** In their order; none of nothing. */
  public static List<byte[]> of(byte[] whole) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < whole.length; from += BYTES) {
      pieces.add(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + BYTES)));
    }
    return pieces;
  }
}

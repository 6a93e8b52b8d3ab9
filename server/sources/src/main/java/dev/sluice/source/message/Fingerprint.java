package dev.sluice.source.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A digest of all that a message says. Equal messages have equal ones. Not thread-safe. */
public final class Fingerprint {
  private static final int BYTES = 16;

  private final MessageDigest digest;

  /** Begins with nothing. */
  public Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A part; parts do not flow into each other. */
  public Fingerprint add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
    digest.update(part);
    return this;
  }

  /** A part; null differs from an empty one. */
  public Fingerprint add(@Nullable Object part) {
    return part == null ? add(new byte[] {0}) : add(("=" + part).getBytes(StandardCharsets.UTF_8));
  }

  /** The fingerprint, once. */
  public String end() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest.digest(), BYTES));
  }
}

package dev.sluice.core.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The form of the tokens of keys: {@code sluice_ID_SECRET}, so that leaked ones can be found. */
final class Token {
  private static final String PREFIX = "sluice_";
  private static final int MOST_CHARS = 256;

  private Token() {}

  static String of(String id, String secret) {
    return PREFIX + id + "_" + secret;
  }

  /** The id in a token, or null when it is not one. */
  static @Nullable String id(String token) {
    int end = token.indexOf('_', PREFIX.length());
    return token.startsWith(PREFIX) && token.length() <= MOST_CHARS && end > PREFIX.length()
        ? token.substring(PREFIX.length(), end)
        : null;
  }

  static String digest(String token) {
    return HexFormat.of().formatHex(sha256(token));
  }

  /** Takes as long whatever the token is. */
  static boolean matches(String token, String digest) {
    return MessageDigest.isEqual(sha256(token), HexFormat.of().parseHex(digest));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

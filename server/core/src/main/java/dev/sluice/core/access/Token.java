package dev.sluice.core.access;

import dev.sluice.core.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
    return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes as long whatever the token is. */
  static boolean matches(String token, String digest) {
    return MessageDigest.isEqual(
        digest(token).getBytes(StandardCharsets.US_ASCII),
        digest.getBytes(StandardCharsets.US_ASCII));
  }
}

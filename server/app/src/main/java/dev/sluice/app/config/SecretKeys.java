package dev.sluice.app.config;

import dev.sluice.core.secret.Seal;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Keys that seal secrets.
 *
 * @param keys of 32 bytes each, the one for new values first
 */
public record SecretKeys(List<byte[]> keys) {
  /**
   * Reads keys in base 64 with commas, blanks or line ends between.
   *
   * @throws IllegalArgumentException saying what would be right, and nothing of what was given
   */
  public static SecretKeys parse(String text) {
    return new SecretKeys(
        Arrays.stream(text.strip().split("[,\\s]+", -1))
            .filter(word -> !word.isEmpty())
            .map(SecretKeys::key)
            .toList());
  }

  private static byte[] key(String word) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(word.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule(), e);
    }
    if (key.length != Seal.KEY_BYTES) {
      throw new IllegalArgumentException(rule());
    }
    return key;
  }

  private static String rule() {
    return "give "
        + Seal.KEY_BYTES
        + " random bytes in base 64, as 'head -c 32 /dev/urandom |"
        + " base64' prints them";
  }

  /** Says nothing of the keys. */
  @Override
  public String toString() {
    return keys.size() + " keys";
  }
}

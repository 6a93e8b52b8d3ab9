package dev.sluice.core.secret;

import dev.sluice.core.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values with AES-256 in Galois/Counter Mode, bound to the place they belong to: what was
 * moved to another name cannot be opened. The first key seals, all of them open. Thread-safe.
 */
public final class Seal {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_BYTES = 8;

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String current;
  private final SecureRandom random;

  /**
   * Seals with the first of these keys.
   *
   * @param keys one or more, of {@value #KEY_BYTES} bytes each
   */
  public Seal(List<byte[]> keys, SecureRandom random) {
    for (byte[] key : keys) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("a key has " + KEY_BYTES + " bytes");
      }
      this.keys.put(id(key), new SecretKeySpec(key, "AES"));
    }
    this.current = this.keys.keySet().iterator().next();
    this.random = random;
  }

  /**
   * A sealed value.
   *
   * @param keyId which key opens it; tells nothing about the key
   * @param bytes the nonce, then the sealed value with its tag
   */
  public record Sealed(String keyId, byte[] bytes) {
    public Sealed {
      bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sealed that
          && keyId.equals(that.keyId)
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** The key that seals. */
  String currentKey() {
    return current;
  }

  boolean opens(String keyId) {
    return keys.containsKey(keyId);
  }

  Sealed seal(String place, String value) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, current, place, nonce, value.getBytes(StandardCharsets.UTF_8), 0);
    byte[] bytes = Arrays.copyOf(nonce, nonce.length + sealed.length);
    System.arraycopy(sealed, 0, bytes, nonce.length, sealed.length);
    return new Sealed(current, bytes);
  }

  /**
   * Opens it.
   *
   * @throws IllegalStateException when its key is missing, or it is not what was sealed
   */
  String open(String place, Sealed sealed) {
    byte[] bytes = sealed.bytes();
    byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
    return new String(
        run(Cipher.DECRYPT_MODE, sealed.keyId(), place, nonce, bytes, NONCE_BYTES),
        StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, String keyId, String place, byte[] nonce, byte[] input, int from) {
    SecretKeySpec key = keys.get(keyId);
    if (key == null) {
      throw new IllegalStateException("the key " + keyId + " is missing");
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed value cannot be opened", e);
    }
  }

  private static String id(byte[] key) {
    return Digests.sha256(key).substring(0, 2 * ID_BYTES);
  }
}
